-- OpenLineage events, as they were emitted.
CREATE TABLE lineage_event (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run        uuid        NOT NULL,
    job        text        NOT NULL,
    event_type text        NOT NULL,
    event_time timestamptz NOT NULL,
    event      jsonb       NOT NULL,
    -- Sent to the configured OpenLineage endpoint; true from the start when there is none.
    delivered  boolean     NOT NULL
);
CREATE INDEX lineage_event_run ON lineage_event (run, id);
CREATE INDEX lineage_event_undelivered ON lineage_event (id) WHERE NOT delivered;
