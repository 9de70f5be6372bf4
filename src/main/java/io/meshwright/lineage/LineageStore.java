package io.meshwright.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** OpenLineage events in the catalog database. */
@ApplicationScoped
public class LineageStore {

    private final DataSource catalog;
    private final boolean delivers;

    public LineageStore(DataSource catalog, @ConfigProperty(name = "meshwright.openlineage.url") Optional<String> url) {
        this.catalog = catalog;
        this.delivers = url.isPresent();
    }

    /** An event as JSON, and what it is found by. */
    public record Stored(long id, UUID run, String job, String type, String json) {}

    /** Keeps an event; it is sent on in the background where an endpoint is configured. */
    public void append(OpenLineage.RunEvent event) {
        String sql =
                "INSERT INTO lineage_event (run, job, event_type, event_time, event, delivered) VALUES (?, ?, ?, ?, ?::jsonb, ?)";
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, event.getRun().getRunId());
            statement.setString(2, event.getJob().getName());
            statement.setString(3, event.getEventType().name());
            statement.setObject(4, event.getEventTime().toOffsetDateTime());
            statement.setString(5, OpenLineageClientUtils.toJson(event));
            statement.setBoolean(6, !delivers);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot keep a lineage event", e);
        }
    }

    /** The events of a run in their order. */
    public List<Stored> eventsOf(UUID run) {
        return list("SELECT * FROM lineage_event WHERE run = ? ORDER BY id", run);
    }

    /** Removes the events of runs, sent on or not. */
    public void forget(UUID... runs) {
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM lineage_event WHERE run = ANY (?)")) {
            statement.setObject(1, runs);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot remove lineage events", e);
        }
    }

    /** Events not sent on yet, oldest first. */
    List<Stored> undelivered(int most) {
        return list("SELECT * FROM lineage_event WHERE NOT delivered ORDER BY id LIMIT ?", most);
    }

    void delivered(long id) {
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE lineage_event SET delivered = true WHERE id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot mark a lineage event as delivered", e);
        }
    }

    private List<Stored> list(String sql, Object argument) {
        try (Connection connection = catalog.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                List<Stored> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(new Stored(
                            rows.getLong("id"),
                            rows.getObject("run", UUID.class),
                            rows.getString("job"),
                            rows.getString("event_type"),
                            rows.getString("event")));
                }
                return events;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read lineage events", e);
        }
    }
}
