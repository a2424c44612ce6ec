package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.Contract.Operation;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.route.Route.Access;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoutesIT {

    /** What a route says of itself, in the contract's terms. */
    private static Operation described(Route route) {
        return new Operation(
                route.method(),
                route.template(),
                new TreeSet<>(route.query()),
                route.body().mediaTypes().stream().sorted().toList(),
                route.access() == Access.AUTHENTICATED);
    }

    private static Operation sorted(Operation operation) {
        return new Operation(
                operation.method(),
                operation.path(),
                operation.query(),
                operation.bodies().stream().sorted().toList(),
                operation.authenticated());
    }

    @Test
    void everyRouteIsInTheContractAndEveryOperationIsServed() {
        List<Operation> served =
                TestNode.routes().routes().stream().map(RoutesIT::described).toList();
        List<Operation> promised =
                Contract.SERVED.operations().stream().map(RoutesIT::sorted).toList();
        assertThat(served).containsExactlyInAnyOrderElementsOf(promised).hasSizeGreaterThan(35);
    }

    @Test
    void headIsAnsweredWhereGetIsButForStreamsAndSteps() {
        RouteTable table = TestNode.routes();
        assertThat(table.at("/api/v1/projects/p").by("HEAD")).isPresent();
        assertThat(table.at("/api/v1/projects/p/watch").by("HEAD")).isEmpty();
        assertThat(table.at("/api/v1/audit/export").by("HEAD")).isEmpty();
        assertThat(table.at("/api/v1/auth/sso/corp/start").by("HEAD")).isEmpty();
        assertThat(table.at("/api/v1/cluster/backup").by("HEAD")).isEmpty();
        assertThat(table.at("/api/v1/auth/sso/corp/callback").by("HEAD")).isEmpty();
    }

    @Test
    void aPathWithAnEmptyOrExtraSegmentIsNobodys() {
        RouteTable table = TestNode.routes();
        assertThat(table.at("/api/v1/projects/").by("GET")).isEmpty();
        assertThat(table.at("/api/v1/projects/p/x").by("GET")).isEmpty();
        assertThat(table.at("/health/").isPublic()).isFalse();
        assertThat(table.at("/HEALTH").isPublic()).isFalse();
        assertThat(table.at("/api/v1/auth/sso/corp/start").isPublic()).isTrue();
        assertThat(table.at("/api/v1/auth/sso//start").isPublic()).isFalse();
        assertThat(table.at("/api/v1/auth/sso/corp/start/").isPublic()).isFalse();
        assertThat(table.at("/api/v1/auth/sessions/start").isPublic()).isFalse();
    }
}
