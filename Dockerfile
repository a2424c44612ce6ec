# The program on a Java of its own, without a shell; docs/container.md has how it is run, and what the arguments are for.

# Maven on a JDK 25, with a shell.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
# The C and C++ libraries, and no shell.
ARG BASE_IMAGE=gcr.io/distroless/cc-debian12:nonroot
# compiled: from the sources. packaged: what "mvn package" has left in cfguardian-server/target.
ARG PROGRAM=compiled

FROM ${BUILD_IMAGE} AS compiled
# The build starts a PostgreSQL, which refuses to run as root.
RUN useradd --create-home builder && mkdir /sources /program && chown builder /sources /program
USER builder
WORKDIR /sources
COPY --chown=builder . .
RUN rm -rf cfguardian-server/target \
    && mvn -B -ntp -pl cfguardian-server -am -DskipTests package \
    && cp -r cfguardian-server/target/cfguardian/cfguardian.jar cfguardian-server/target/cfguardian/lib /program

FROM scratch AS packaged
COPY cfguardian-server/target/cfguardian/cfguardian.jar /program/
COPY cfguardian-server/target/cfguardian/lib /program/lib

FROM ${PROGRAM} AS program

FROM ${BUILD_IMAGE} AS runtime
USER root
WORKDIR /opt/cfguardian
COPY --from=program /program ./
# RocksDB would unpack its library at each start, into a /tmp from which nothing may be loaded in many places.
RUN case $(uname -m) in \
        x86_64) library=librocksdbjni-linux64.so ;; \
        aarch64) library=librocksdbjni-linux-aarch64.so ;; \
        *) echo "no library of RocksDB for $(uname -m)" >&2; exit 1 ;; \
    esac \
    && jar=$(echo lib/rocksdbjni-*.jar) \
    && "$JAVA_HOME/bin/jar" --extract --file "$jar" META-INF org "$library" \
    && "$JAVA_HOME/bin/jar" --create --file "$jar" --manifest META-INF/MANIFEST.MF org \
    && mkdir native && mv "$library" native && rm -r META-INF org
# The options come before those of JAVA_TOOL_OPTIONS and of the command line, which count more. Half for the heap: RocksDB and
# the network's buffers live beside it. Of the 112 MiB that it begins with 48 are for what is new: in a container of 1 GiB the JVM
# would begin with 5, in which requests under way grow old. When what is old was collected, half of it and no more is kept free for what
# comes, and the rest goes back to the system at once; what compiling and RocksDB have given back follows every five seconds. Headers of
# objects are half as long (JEP 519). Native access: RocksDB. Unsafe: netty and protobuf.
RUN "$JAVA_HOME/bin/jlink" --output java --compress zip-6 --no-header-files --no-man-pages \
        --add-modules java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.security.jgss,java.sql \
        --add-modules jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported \
        --add-options "-XX:MaxRAMPercentage=50 -Xms112m -XX:NewSize=48m -XX:SurvivorRatio=4 \
-XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=50 -XX:-ShrinkHeapInSteps -XX:TrimNativeHeapInterval=5000 \
-XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
-Djava.library.path=/opt/cfguardian/native -Xlog:aot=error"
# What a start learns, so that the next ones are faster (JEP 514): which classes it takes, and not how often methods were called (JEP 515), by
# which the JVM would compile what is hot in the first second, when both processors are wanted by the start itself.
RUN java/bin/java -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:AOTCacheOutput=/opt/cfguardian/cfguardian.aot -jar /opt/cfguardian/cfguardian.jar rehearse
RUN mkdir empty

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG BASE_IMAGE
LABEL org.opencontainers.image.title="cfguardian" \
      org.opencontainers.image.description="A configuration store that refuses to let a bad change through and can prove what happened." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
# A hundred threads would have an arena each of what they have allocated and given back.
ENV MALLOC_ARENA_MAX=2
# RocksDB would start a process at each start to ask which C library there is; the base has glibc.
ENV ROCKSDB_MUSL_LIBC=false
# What changes least comes first.
COPY --from=runtime /opt/cfguardian/java /opt/cfguardian/java
COPY --from=runtime /opt/cfguardian/native /opt/cfguardian/native
COPY --from=runtime /opt/cfguardian/lib /opt/cfguardian/lib
COPY --from=runtime /opt/cfguardian/cfguardian.jar /opt/cfguardian/cfguardian.aot /opt/cfguardian/
COPY --from=runtime --chown=65532:65532 /opt/cfguardian/empty /var/lib/cfguardian
COPY deploy/container/settings.yaml /etc/cfguardian/settings.yaml
USER 65532:65532
WORKDIR /var/lib/cfguardian
VOLUME /var/lib/cfguardian
EXPOSE 8080 7400
ENTRYPOINT ["/opt/cfguardian/java/bin/java", "-XX:AOTCache=/opt/cfguardian/cfguardian.aot", "-jar", "/opt/cfguardian/cfguardian.jar"]
CMD ["server", "--settings", "/etc/cfguardian/settings.yaml"]
# Whether the process lives, and not whether it has a leader; whoever restarts what is not healthy would restart every node at once.
HEALTHCHECK --interval=15s --timeout=5s --start-period=5m --retries=4 \
    CMD ["/opt/cfguardian/java/bin/java", "-XX:AOTCache=/opt/cfguardian/cfguardian.aot", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "/opt/cfguardian/cfguardian.jar", "health", "--settings", "/etc/cfguardian/settings.yaml"]
