package io.cfguardian.architecture.bad.domain;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Knows more than its state. */
@SuppressWarnings("all")
public final class ReadsFiles {
    byte[] file(Path path) throws IOException {
        return Files.readAllBytes(path);
    }

    InputStream stream() throws IOException {
        return new FileInputStream("name");
    }

    URI address() {
        return URI.create("http://localhost");
    }

    void print() {
        System.out.println("seen");
    }

    String environment() {
        return System.getenv("HOME");
    }

    int channel(SocketChannel channel) throws IOException {
        return channel.validOps();
    }
}
