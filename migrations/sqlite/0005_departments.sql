CREATE TABLE departments (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- The folded name: no two that differ by case or marks alone.
    name_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
) STRICT;

-- One role in each department that a user is in.
CREATE TABLE department_members (
    account_id BLOB NOT NULL,
    department_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    PRIMARY KEY (user_id, department_id),
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX department_members_by_department ON department_members (department_id, user_id);

-- An application or module that users are let into.
CREATE TABLE services (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    url TEXT NOT NULL,
    -- Everybody in the account has it, or those whom it is assigned to.
    for_all INTEGER NOT NULL DEFAULT 0 CHECK (for_all IN (0, 1)),
    -- In it, a département admin is no more than an Operator.
    caps_admins INTEGER NOT NULL DEFAULT 0 CHECK (caps_admins IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 0,
    -- Which one it has; empty where it has none.
    picture TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
) STRICT;

-- Apart from what is listed.
CREATE TABLE service_pictures (
    account_id BLOB NOT NULL,
    service_id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('image/png', 'image/jpeg', 'image/webp')),
    content BLOB NOT NULL,
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE service_users (
    account_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    -- Past it it counts for nothing.
    ends_at INTEGER,
    PRIMARY KEY (user_id, service_id),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX service_users_by_service ON service_users (service_id, user_id, ends_at);
CREATE INDEX service_users_by_end ON service_users (ends_at) WHERE ends_at IS NOT NULL;

-- Assigned to whoever is in a department, as long as they are.
CREATE TABLE service_departments (
    account_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    department_id BLOB NOT NULL,
    PRIMARY KEY (department_id, service_id),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX service_departments_by_service ON service_departments (service_id);

-- What rights are given in within a service, in the order that it names them.
CREATE TABLE service_areas (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    UNIQUE (service_id, name_key),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX service_areas_by_account ON service_areas (account_id);

-- A user's level in an area that wins over all roles, up or down; past its end it is none. `area` is the name of one
-- of Parvis's own, or the id of a service's.
CREATE TABLE exceptions (
    account_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    area TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('none', 'guest', 'editor', 'approver')),
    ends_at INTEGER,
    set_by BLOB,
    set_at INTEGER NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
) STRICT;
-- One for good, and one until a day, which goes before it as long as it lasts.
CREATE UNIQUE INDEX exceptions_by_user ON exceptions (user_id, area, (ends_at IS NULL));
CREATE INDEX exceptions_by_area ON exceptions (account_id, area);
