package io.cfguardian.architecture.bad.domain;

import java.nio.charset.Charset;
import java.text.NumberFormat;
import java.util.Locale;

/** Reads differently on another machine. */
@SuppressWarnings("all")
public final class AsksForTheLocale {
    String lower(String text) {
        return text.toLowerCase();
    }

    String upper(String text) {
        return text.toUpperCase();
    }

    String formatted(int number) {
        return "%d".formatted(number);
    }

    String format(int number) {
        return String.format("%d", number);
    }

    byte[] encode(String text) {
        return text.getBytes();
    }

    String decode(byte[] bytes) {
        return new String(bytes);
    }

    Charset charset() {
        return Charset.defaultCharset();
    }

    Locale locale() {
        return Locale.getDefault();
    }

    String number(long value) {
        return NumberFormat.getInstance(Locale.ROOT).format(value);
    }
}
