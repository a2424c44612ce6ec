package io.cfguardian.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.app.logging.LogLevels.Outcome;
import io.cfguardian.app.logging.LogLevels.Outcome.Changed;
import io.cfguardian.app.logging.LogLevels.Outcome.Refused;
import io.cfguardian.app.logging.LoggerLevel;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.server.settings.Settings.Log;
import io.cfguardian.server.settings.Settings.LogFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogbackLevelsTest {

    private static final Log LOG = new Log(LogFormat.TEXT, LogLevel.INFO);
    private static final String OWN = "io.cfguardian.server.logging.example";
    private static final Principal ADA = UserId.parse("ada").orElseThrow().principal();

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger changes = (Logger) LoggerFactory.getLogger(LogbackLevels.class);
    private final Logger own = (Logger) LoggerFactory.getLogger(OWN);
    private long seconds;
    private LogbackLevels levels = LogbackLevels.of(LOG);

    @BeforeEach
    void listen() {
        Logging.apply(LOG);
        levels = LogbackLevels.of(LOG, () -> Duration.ofSeconds(seconds).toNanos());
        lines.start();
        changes.addAppender(lines);
    }

    @AfterEach
    void restore() {
        changes.detachAppender(lines);
        Logging.apply(LOG);
    }

    private Outcome set(String logger, LogLevel level) {
        return levels.set(logger, level, null, ADA);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aLevelHoldsAtOnceAndIsTakenBack() {
        assertThat(set(OWN, LogLevel.TRACE))
                .isEqualTo(new Changed(new LoggerLevel(OWN, LogLevel.TRACE, new LoggerLevel.Change(null))));
        assertThat(own.isTraceEnabled()).isTrue();
        assertThat(levels.all()).contains(new LoggerLevel(OWN, LogLevel.TRACE, new LoggerLevel.Change(null)));
        assertThat(levels.reset(OWN, ADA)).isEqualTo(new Changed(new LoggerLevel(OWN, LogLevel.INFO, null)));
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(own.getLevel()).isNull();
        assertThat(said())
                .containsExactly(
                        OWN + " logs at TRACE from now on, until this node stops; changed by user:ada",
                        OWN + " logs as the settings say from now on; changed by user:ada");
    }

    @Test
    void whatWasMeantForAWhileIsTakenBackWhenThatIsOver() {
        levels.set(OWN, LogLevel.DEBUG, Duration.ofSeconds(60), ADA);
        seconds = 59;
        levels.step();
        assertThat(own.isDebugEnabled()).isTrue();
        assertThat(levels.all())
                .contains(new LoggerLevel(OWN, LogLevel.DEBUG, new LoggerLevel.Change(Duration.ofSeconds(1))));
        seconds = 60;
        levels.step();
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(said()).last().isEqualTo(OWN + " logs as the settings say again");
    }

    @Test
    void librariesTellNoMoreThanTheirSteps() {
        assertThat(set("ROOT", LogLevel.INFO)).isInstanceOf(Changed.class);
        for (String logger : List.of("ROOT", "ch.qos.logback", "io.cfguardianx")) {
            LoggerFactory.getLogger(logger);
            assertThat(set(logger, LogLevel.DEBUG)).as(logger).isEqualTo(Refused.TOO_DETAILED);
        }
        assertThat(((Logger) LoggerFactory.getLogger("ROOT")).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void whoWouldWriteDownMessagesOrTellsOfChangesIsNotChanged() {
        for (String logger : List.of(
                "com.alipay.sofa.jraft.rpc.RpcRequestProcessor",
                "com.alipay.sofa.jraft.rpc.impl.AbstractClientService",
                LogbackLevels.class.getName())) {
            assertThat(set(logger, LogLevel.ERROR)).as(logger).isEqualTo(Refused.FIXED);
            assertThat(levels.reset(logger, ADA)).as(logger).isEqualTo(Refused.FIXED);
        }
    }

    @Test
    void aLoggerThatIsNotThereIsNotMade() {
        assertThat(set("io.cfguardian.none", LogLevel.DEBUG)).isEqualTo(Refused.NO_SUCH_LOGGER);
        assertThat(((Logger) LoggerFactory.getLogger("ROOT")).getLoggerContext().exists("io.cfguardian.none"))
                .isNull();
    }

    @Test
    void aChangeIsToldHoweverLittleIsLogged() {
        assertThat(set("io.cfguardian", LogLevel.ERROR)).isInstanceOf(Changed.class);
        assertThat(set("ROOT", LogLevel.ERROR)).isInstanceOf(Changed.class);
        assertThat(said()).hasSize(2);
        assertThat(set("io.cfguardian.server", LogLevel.ERROR)).isInstanceOf(Changed.class);
        assertThat(said()).hasSize(3);
    }

    @Test
    void byDefaultTheValidatorOfSchemasOnlyTellsOfErrors() {
        assertThat(((Logger) LoggerFactory.getLogger("com.networknt.schema.Any")).getEffectiveLevel())
                .isEqualTo(Level.ERROR);
    }
}
