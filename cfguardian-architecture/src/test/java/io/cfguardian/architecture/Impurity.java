package io.cfguardian.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What makes two nodes answer one command differently, as sets of the JDK's methods. The domain touches none of them: it
 * gets time and identifiers in the envelope and keeps everything in an order it chose.
 */
final class Impurity {

    static final DescribedPredicate<JavaAccess<?>> CLOCK =
            touching("reads a clock or the time zone of the machine", target -> {
                String owner = owner(target);
                String name = target.getName();
                return owner.equals("java.time.Clock")
                        || (owner.startsWith("java.time.") && name.equals("now"))
                        || is(target, "java.time.ZoneId", "systemDefault")
                        || is(target, "java.util.TimeZone", "getDefault")
                        || is(target, "java.util.Date", "<init>")
                        || is(target, "java.lang.System", "currentTimeMillis", "nanoTime");
            });

    static final DescribedPredicate<JavaAccess<?>> CHANCE = touching("depends on chance", target -> {
        String owner = owner(target);
        return Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom")
                        .contains(owner)
                || owner.equals("java.util.concurrent.ThreadLocalRandom")
                || owner.startsWith("java.util.random.")
                || is(target, "java.util.UUID", "randomUUID")
                || is(target, "java.lang.Math", "random")
                || is(target, "java.util.Collections", "shuffle")
                || is(target, "java.lang.System", "identityHashCode");
    });

    static final DescribedPredicate<JavaAccess<?>> LOCALE_OR_CHARSET =
            touching("depends on the locale or the charset of the machine", target -> {
                String owner = owner(target);
                return owner.startsWith("java.text.")
                        || is(target, "java.util.Locale", "getDefault")
                        || is(target, "java.nio.charset.Charset", "defaultCharset")
                        || (is(target, "java.lang.String", "toLowerCase", "toUpperCase", "getBytes")
                                && parameters(target) == 0)
                        || is(target, "java.lang.String", "formatted")
                        || (is(target, "java.lang.String", "format") && parameters(target) == 2)
                        || (is(target, "java.lang.String", "<init>") && takesBytesAlone(target));
            });

    static final DescribedPredicate<JavaAccess<?>> HASH_ORDER =
            touching("keeps an order that differs between two runs of the JVM", target -> {
                boolean collection = Set.of(
                                "java.util.HashMap",
                                "java.util.HashSet",
                                "java.util.Hashtable",
                                "java.util.IdentityHashMap",
                                "java.util.WeakHashMap",
                                "java.util.concurrent.ConcurrentHashMap")
                        .contains(owner(target));
                return (collection && target.getName().equals("<init>"))
                        || (is(target, "java.util.Map", "of", "ofEntries", "copyOf") && parameters(target) > 0)
                        || (is(target, "java.util.Set", "of", "copyOf") && parameters(target) > 0)
                        || is(
                                target,
                                "java.util.stream.Collectors",
                                "toSet",
                                "toUnmodifiableSet",
                                "toUnmodifiableMap",
                                "groupingByConcurrent",
                                "toConcurrentMap")
                        || (is(target, "java.util.stream.Collectors", "toMap") && parameters(target) < 4)
                        || (is(target, "java.util.stream.Collectors", "groupingBy") && parameters(target) < 3);
            });

    static final DescribedPredicate<JavaAccess<?>> THREADS = touching("shares or starts threads", target -> {
        String owner = owner(target);
        return owner.startsWith("java.util.concurrent.")
                || Set.of(
                                "java.lang.Thread",
                                "java.lang.ThreadLocal",
                                "java.lang.ScopedValue",
                                "java.util.Timer",
                                "java.lang.ProcessBuilder",
                                "java.lang.Runtime")
                        .contains(owner)
                || is(target, "java.lang.Object", "wait", "notify", "notifyAll");
    });

    static final DescribedPredicate<JavaAccess<?>> PARALLEL = touching(
            "splits work in an order that nobody chose",
            target -> target.getName().equals("parallelStream")
                    || (owner(target).startsWith("java.util.stream.")
                            && target.getName().equals("parallel"))
                    || is(target, "java.util.Arrays", "parallelSort", "parallelPrefix", "parallelSetAll"));

    static final DescribedPredicate<JavaAccess<?>> IO = touching("reaches outside the process", target -> {
        String owner = owner(target);
        return owner.startsWith("java.nio.file.")
                || owner.startsWith("java.nio.channels.")
                || owner.startsWith("java.net.")
                || owner.startsWith("java.io.File")
                || Set.of("java.io.RandomAccessFile", "java.io.PrintStream", "java.io.Console")
                        .contains(owner)
                || is(target, "java.lang.System", "getenv", "getProperty", "out", "err", "in", "exit");
    });

    private Impurity() {}

    private static DescribedPredicate<JavaAccess<?>> touching(String what, Predicate<AccessTarget> impure) {
        return new DescribedPredicate<>(what) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return impure.test(access.getTarget());
            }
        };
    }

    private static String owner(AccessTarget target) {
        return target.getOwner().getFullName();
    }

    private static boolean is(AccessTarget target, String owner, String... names) {
        return owner(target).equals(owner) && Set.of(names).contains(target.getName());
    }

    private static int parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget called
                ? called.getRawParameterTypes().size()
                : 0;
    }

    private static boolean takesBytesAlone(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget called
                && !called.getRawParameterTypes().isEmpty()
                && called.getRawParameterTypes().getFirst().getFullName().equals("[B")
                && called.getRawParameterTypes().stream().allMatch(type -> type.isArray() || type.isPrimitive());
    }
}
