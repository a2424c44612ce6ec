package io.cfguardian.faults.damage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.SplittableRandom;

/** What can become of a file. */
enum Damage {
    /** Nothing: to see that the data are well. */
    NONE {
        @Override
        boolean fits(Path file, Path older) {
            return false;
        }

        @Override
        void to(Path file, Path older, SplittableRandom random) {
            // As it says.
        }
    },
    /** One bit of it is the other way round. */
    FLIP {
        @Override
        void to(Path file, Path older, SplittableRandom random) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long place = random.nextLong(channel.size());
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, place);
                one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(Byte.SIZE))));
                channel.write(one.flip(), place);
            }
        }
    },
    /** A block of it is zeros. */
    ZERO {
        @Override
        void to(Path file, Path older, SplittableRandom random) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                long block = random.nextLong(channel.size()) / BLOCK_BYTES * BLOCK_BYTES;
                int length = (int) Math.min(BLOCK_BYTES, channel.size() - block);
                channel.write(ByteBuffer.allocate(length), block);
            }
        }
    },
    /** Its end is missing. */
    TRUNCATE {
        @Override
        void to(Path file, Path older, SplittableRandom random) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(random.nextLong(channel.size()));
            }
        }
    },
    /** It is gone. */
    DELETE {
        @Override
        void to(Path file, Path older, SplittableRandom random) throws IOException {
            Files.delete(file);
        }
    },
    /** It is what it was some time ago. */
    OLDER {
        @Override
        boolean fits(Path file, Path older) throws IOException {
            return Files.isRegularFile(older) && Files.mismatch(file, older) >= 0;
        }

        @Override
        void to(Path file, Path older, SplittableRandom random) throws IOException {
            Files.copy(older, file, StandardCopyOption.REPLACE_EXISTING);
        }
    };

    private static final int BLOCK_BYTES = 4_096;

    /** Whether it changes anything. */
    boolean fits(Path file, Path older) throws IOException {
        return Files.size(file) > 0;
    }

    /**
     * Does it.
     *
     * @param older where the same file as it was some time ago is, if it was
     */
    abstract void to(Path file, Path older, SplittableRandom random) throws IOException;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
