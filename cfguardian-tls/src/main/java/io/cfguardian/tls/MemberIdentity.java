package io.cfguardian.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which node of which cluster a certificate is for. It stands in the certificate as a URI among the subject's alternative names:
 * {@code cfguardian://prod/node/node-1}.
 *
 * @param cluster the cluster's name
 * @param node the node's name in it
 */
public record MemberIdentity(String cluster, String node) {

    private static final String PART = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final Pattern NAME = Pattern.compile(PART);
    private static final Pattern URI = Pattern.compile("cfguardian://(" + PART + ")/node/(" + PART + ")");

    /** The kind of an alternative name that is a URI (RFC 5280, 4.2.1.6). */
    private static final int URI_KIND = 6;

    public MemberIdentity {
        if (!NAME.matcher(cluster).matches() || !NAME.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "cluster \"" + cluster + "\", node \"" + node + "\", expected letters, digits, _ and -");
        }
    }

    /** All identities in a certificate; other names in it are nobody's concern here. */
    public static List<MemberIdentity> of(X509Certificate certificate) {
        List<MemberIdentity> identities = new ArrayList<>();
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            for (List<?> name : names) {
                if (name.getFirst().equals(URI_KIND)) {
                    Matcher matcher = URI.matcher((String) name.get(1));
                    if (matcher.matches()) {
                        identities.add(new MemberIdentity(matcher.group(1), matcher.group(2)));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
        return List.copyOf(identities);
    }

    /** As it stands in a certificate. */
    public String uri() {
        return "cfguardian://" + cluster + "/node/" + node;
    }
}
