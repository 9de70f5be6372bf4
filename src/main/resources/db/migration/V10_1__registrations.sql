-- Every accepted version of every domain and product, with the documents it came as.
create table registered_version (
    id            bigint generated always as identity primary key,
    kind          text        not null check (kind in ('DOMAIN', 'PRODUCT')),
    name          text        not null,
    version       text        not null,
    origin        text        not null check (origin in ('FILES', 'FORM')),
    fingerprint   text        not null,
    registered_by text        not null,
    registered_at timestamptz not null default now()
);

create index registered_version_by_name on registered_version (name, id desc);

create table registered_document (
    version_id bigint not null references registered_version (id),
    path       text   not null,
    text       text   not null,
    primary key (version_id, path)
);
