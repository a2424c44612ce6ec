@NullMarked
package io.cfguardian.http.route;

import org.jspecify.annotations.NullMarked;
