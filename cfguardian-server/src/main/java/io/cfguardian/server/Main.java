package io.cfguardian.server;

import io.cfguardian.server.node.HealthCommand;
import io.cfguardian.server.node.ServerCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The program. {@link ExitCode} says what it ends with. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process. */
    static void main(String[] arguments) {
        int code = ExitCode.FAILURE;
        try {
            code = run(arguments);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            // Threads that were started already would keep half a program alive.
            LoggerFactory.getLogger(Main.class).error("the program is broken and ends", broken);
        }
        System.exit(code);
    }

    /**
     * What a container is started and asked with is understood without picocli, whose class files are of Java 5: an AOT cache takes none
     * so old (JEP 483), and to read and verify them is an eighth of a start. No method here names a class of it for the same reason.
     */
    private static int run(String[] arguments) throws InterruptedException {
        boolean plain = arguments.length == 3 && arguments[1].equals("--settings") && isFile(arguments[2]);
        return switch (plain ? arguments[0] : "") {
            case "server" -> ServerCommand.run(Path.of(arguments[2]), standardError());
            case "health" -> HealthCommand.ask(Path.of(arguments[2]), standardError());
            default -> Commands.line(arguments).execute(arguments);
        };
    }

    private static PrintWriter standardError() {
        return new PrintWriter(System.err, true, System.err.charset());
    }

    /** And not another option, or a file of arguments. */
    private static boolean isFile(String argument) {
        return !argument.startsWith("-") && !argument.startsWith("@");
    }
}
