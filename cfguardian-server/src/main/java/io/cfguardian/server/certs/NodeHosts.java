package io.cfguardian.server.certs;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A node to certify.
 *
 * @param node its name
 * @param hosts where the others reach it
 */
record NodeHosts(String node, List<String> hosts) {

    NodeHosts {
        hosts = List.copyOf(hosts);
    }

    /** Reads {@code node=host,host}. */
    static final class Converter implements ITypeConverter<NodeHosts> {
        @Override
        public NodeHosts convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new TypeConversionException("expected NODE=HOST[,HOST...], got " + text);
            }
            return new NodeHosts(
                    text.substring(0, equals),
                    List.of(text.substring(equals + 1).split(",", -1)));
        }
    }
}
