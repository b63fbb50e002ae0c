CREATE TABLE departments (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- The folded name: no two that differ by case or marks alone.
    name_key TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
);

-- One role in each department that a user is in.
CREATE TABLE department_members (
    account_id UUID NOT NULL,
    department_id UUID NOT NULL,
    user_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    PRIMARY KEY (user_id, department_id),
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX department_members_by_department ON department_members (department_id, user_id);

-- An application or module that users are let into.
CREATE TABLE services (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    url TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
);

CREATE TABLE service_users (
    account_id UUID NOT NULL,
    service_id UUID NOT NULL,
    user_id UUID NOT NULL,
    PRIMARY KEY (user_id, service_id),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX service_users_by_service ON service_users (service_id, user_id);
