-- The file each source's table was loaded from: the same file is not loaded again.
CREATE TABLE source_file (
    source_table    text        PRIMARY KEY,
    path            text        NOT NULL,
    size_bytes      bigint      NOT NULL,
    modified        timestamptz NOT NULL,
    sha256          text        NOT NULL,
    contract_sha256 text        NOT NULL,
    row_count       bigint      NOT NULL
);
