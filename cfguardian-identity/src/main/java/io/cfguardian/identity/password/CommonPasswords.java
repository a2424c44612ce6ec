package io.cfguardian.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The passwords that attackers try first, from a list that is shipped with the program. A question reads all of it, some tens of thousands of
 * lines, in a small part of the time that the hash of a password takes; to keep it would cost each node memory and each start time.
 */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    private CommonPasswords() {}

    /** Whether one of them is in {@code lowerCase}. */
    static boolean areAnyOf(Set<String> lowerCase) {
        try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is not in the program");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))
                    .lines()
                    .anyMatch(lowerCase::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
