-- Products while they are being described, as typed. A registered one is kept for its next version.
CREATE TABLE product_draft (
    id      uuid        PRIMARY KEY,
    account text        NOT NULL,
    title   text        NOT NULL,
    fields  text        NOT NULL,
    product text        NOT NULL DEFAULT '',
    saved   timestamptz NOT NULL
);
CREATE INDEX product_draft_account ON product_draft (account, saved);
CREATE INDEX product_draft_product ON product_draft (product);
