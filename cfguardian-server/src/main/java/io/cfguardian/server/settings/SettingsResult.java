package io.cfguardian.server.settings;

import java.util.List;

/** What reading the settings came to. */
public sealed interface SettingsResult {

    /** They are all right. */
    record Usable(Settings settings) implements SettingsResult {}

    /** They are not.
     *
     * @param problems every problem there is, at least one
     */
    record Refused(List<Problem> problems) implements SettingsResult {

        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("refused without a problem");
            }
        }
    }
}
