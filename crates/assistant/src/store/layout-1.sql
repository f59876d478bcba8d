-- One mini-program being set up. AUTOINCREMENT, so that an id is never given out twice: secrets are filed by it.
CREATE TABLE deployment (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    changed TEXT NOT NULL
) STRICT;

-- What the person answered, by the field's stable name. No secret is ever written here.
CREATE TABLE answer (
    deployment INTEGER NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
    field      TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (deployment, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
