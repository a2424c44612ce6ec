package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.nio.file.Path;
import java.util.List;

/**
 * The files with which a node proves to the others who it is, and knows them, all in PEM.
 *
 * @param certificate the node's certificate, then those of the authorities between it and the root
 * @param key its private key as PKCS#8, not encrypted
 * @param authorities the certificates of the cluster's authorities, the old and the new while one takes the place of the other
 */
public record MemberFiles(Path certificate, Path key, Path authorities) implements FileSource<MemberKey> {

    @Override
    public List<Path> files() {
        return List.of(certificate, key, authorities);
    }

    @Override
    public MemberKey parse(List<Bytes> contents) throws UnusableKeyException {
        return new MemberKey(
                Pem.key(contents.get(0), certificate, contents.get(1), key),
                Pem.certificates(contents.get(2), authorities));
    }
}
