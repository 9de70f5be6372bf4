-- Runs of products. One product waits at most once and runs at most once at a time: the indexes see to it.
CREATE TABLE run (
    id           uuid        PRIMARY KEY,
    domain       text        NOT NULL,
    product      text        NOT NULL,
    version      text        NOT NULL,
    number       bigint      NOT NULL,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'PUBLISHED', 'HELD_BACK', 'FAILED', 'INTERRUPTED')),
    trigger      text        NOT NULL CHECK (trigger IN ('FIRST_START', 'SCHEDULE', 'UPSTREAM', 'MANUAL', 'CHANGE', 'RECOVERY')),
    requested_by text        NOT NULL,
    nominal      timestamptz NOT NULL,
    created      timestamptz NOT NULL,
    started      timestamptz,
    ended        timestamptz,
    reason       text        NOT NULL DEFAULT '',
    -- All checks have passed and tables are being swapped: from here on a killed run is completed, not repeated.
    publishing   boolean     NOT NULL DEFAULT false,
    -- When the newest data will be older than the contract promises.
    fresh_until  timestamptz,
    cancelled_by text        NOT NULL DEFAULT '',
    UNIQUE (domain, product, number)
);
CREATE UNIQUE INDEX run_waiting ON run (domain, product) WHERE state = 'WAITING';
CREATE UNIQUE INDEX run_running ON run (domain, product) WHERE state = 'RUNNING';
CREATE INDEX run_newest ON run (created DESC, id);

CREATE TABLE run_step (
    run        uuid        NOT NULL REFERENCES run ON DELETE CASCADE,
    position   integer     NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('ingest', 'build', 'check', 'publish')),
    target     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('PENDING', 'RUNNING', 'DONE', 'SKIPPED', 'FAILED')),
    started    timestamptz,
    ended      timestamptz,
    row_count  bigint      NOT NULL DEFAULT -1,
    detail     text        NOT NULL DEFAULT '',
    sql        text        NOT NULL DEFAULT '',
    -- What recovery needs to know without the plan: project.dataset.table
    staging    text        NOT NULL DEFAULT '',
    served     text        NOT NULL DEFAULT '',
    PRIMARY KEY (run, position)
);

CREATE TABLE run_check (
    run             uuid    NOT NULL REFERENCES run ON DELETE CASCADE,
    position        integer NOT NULL,
    result          text    NOT NULL CHECK (result IN ('PASSED', 'FAILED', 'ERRORED')),
    name            text    NOT NULL,
    rule            text    NOT NULL,
    object          text    NOT NULL,
    column_name     text    NOT NULL,
    dimension       text    NOT NULL,
    description     text    NOT NULL,
    blocking        boolean NOT NULL,
    expected        text    NOT NULL,
    measured        text    NOT NULL,
    location_file   text    NOT NULL,
    location_line   integer NOT NULL,
    location_column integer NOT NULL,
    sample          jsonb,
    PRIMARY KEY (run, position)
);

-- What consumers read: the run whose rows each output port serves.
CREATE TABLE publication (
    domain       text        NOT NULL,
    product      text        NOT NULL,
    port         text        NOT NULL,
    served       text        NOT NULL,
    run          uuid        NOT NULL REFERENCES run,
    row_count    bigint      NOT NULL,
    published    timestamptz NOT NULL,
    PRIMARY KEY (domain, product, port)
);

-- The documents each product was last asked to run with: others mean a change.
CREATE TABLE product_definition (
    domain      text NOT NULL,
    product     text NOT NULL,
    fingerprint text NOT NULL,
    schedule    text NOT NULL,
    PRIMARY KEY (domain, product)
);

-- db-scheduler's only table: which product is due when, and which instance runs it.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
