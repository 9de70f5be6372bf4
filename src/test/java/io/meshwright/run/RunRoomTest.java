package io.meshwright.run;

import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static io.meshwright.run.RunRoom.ACTIONS;
import static io.meshwright.run.RunRoom.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.sql.TableName;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A {@link RunRoom} in which films/actions runs, with one row that keeps its contract. */
abstract class RunRoomTest {

    static final TableName SERVED = table(ACTIONS, "actions");
    static final String GOOD = "SELECT CAST(1 AS BIGINT) AS userId, CAST(7 AS BIGINT) AS count";

    final RunRoom room = new RunRoom();

    @AfterEach
    void close() throws SQLException {
        room.close();
    }

    /** Has films/actions run once, with success. */
    void publishGood() {
        room.product(ACTIONS, GOOD, List.of(), actions());
        room.requests.request(ACTIONS, "ida");
        room.settle();
        assertThat(room.last(ACTIONS).state()).isEqualTo(RunState.PUBLISHED);
    }

    ProductState state() {
        return room.states.of(ACTIONS).orElseThrow();
    }

    static SchemaObject actions() {
        return named("actions");
    }

    static SchemaObject named(String name) {
        return object(name, List.of(), userId(), count());
    }

    static SchemaProperty userId() {
        return property("userId", "INT64").key(1).build();
    }

    static SchemaProperty count() {
        return property("count", "INT64").required().build();
    }
}
