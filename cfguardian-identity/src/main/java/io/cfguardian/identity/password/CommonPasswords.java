package io.cfguardian.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that attackers try first, from a list that is shipped with the program. Immutable. */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    private final Set<String> passwords;

    /** Reads the list, some tens of thousands of lines. */
    CommonPasswords() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is not in the program");
            }
            this.passwords = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the list has it; in lower case. */
    boolean contains(String lowerCase) {
        return passwords.contains(lowerCase);
    }
}
