//! Many rows at once into an empty instance: indexes are made when the rows are there.

use super::{
    Conn, Result, Tx,
    db::{execute, fetch, insert_many},
    seats::DayOf,
    types::At,
    users::folded,
};
use crate::{
    domain::{
        history::Action,
        id::{AccountId, DepartmentId, EntryId, InvitationId, MessageId, RoleId, ServiceId, UserId},
        invitation::Ending,
        language::Language,
        message::MessageState,
        time::Timestamp,
        user::{Inactivity, UserState},
    },
    server::token::TokenHash,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A made-up person.
pub struct Somebody {
    pub id: UserId,
    pub role: RoleId,
    pub state: UserState,
    pub reason: Option<Inactivity>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub language: Language,
    pub created_at: Timestamp,
    pub joined_at: Option<Timestamp>,
    pub signed_in_at: Option<Timestamp>,
    pub deleted_at: Option<Timestamp>,
    pub invitation: Option<Invitation>,
    pub departments: Vec<DepartmentId>,
    pub services: Vec<ServiceId>,
}

/// A made-up invitation, with its mail.
pub struct Invitation {
    pub id: InvitationId,
    pub message: MessageId,
    pub token: TokenHash,
    pub at: Timestamp,
    pub expires: Timestamp,
    pub opened: Option<Timestamp>,
    pub ending: Option<(Ending, Timestamp)>,
    pub mail: MessageState,
    pub answer: &'static str,
}

impl Invitation {
    /// How its mail fares, as the invitation says it.
    const fn delivery(&self) -> &'static str {
        match self.mail {
            MessageState::Sending => MessageState::Queued.as_str(),
            state => state.as_str(),
        }
    }
}

fn open(person: &Somebody) -> Option<&Invitation> {
    person.invitation.as_ref().filter(|invitation| invitation.ending.is_none())
}

/// What the rows are put in without, and is made again afterwards.
pub struct Laid(Vec<String>);

/// Takes away the indexes that the list is read by.
pub async fn lay_aside(conn: &mut Conn<'_>) -> Result<Laid> {
    let mut kept: Vec<(String, String)> = match conn {
        Conn::Sqlite(_) => {
            let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND \
                (type = 'index' AND tbl_name IN ('users', 'invitations', 'messages') AND sql NOT LIKE '%UNIQUE%' \
                 OR name = 'users_search_insert')";
            fetch!(all, (String, String), &mut *conn, sql)?
        }
        Conn::Postgres(_) => {
            let sql = "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE schemaname = current_schema() \
                AND tablename IN ('users', 'invitations', 'messages') AND indexdef NOT LIKE '%UNIQUE%'";
            fetch!(all, (String, String), &mut *conn, sql)?
        }
    };
    for (name, _) in &kept {
        let what = if name == "users_search_insert" { "TRIGGER" } else { "INDEX" };
        execute!(&mut *conn, AssertSqlSafe(format!("DROP {what} {name}")))?;
    }
    kept.sort();
    Ok(Laid(kept.into_iter().map(|(_, sql)| sql).collect()))
}

/// Makes them again, and the index of trigrams.
pub async fn lay_back(conn: &mut Conn<'_>, laid: Laid) -> Result<()> {
    if let Conn::Sqlite(_) = conn {
        let sql = "INSERT INTO users_search (rowid, search) SELECT seq, search || '  ' FROM users \
            WHERE seq > (SELECT MIN(seq) FROM users)";
        execute!(&mut *conn, sql)?;
    }
    for sql in laid.0 {
        execute!(&mut *conn, AssertSqlSafe(sql))?;
    }
    Ok(())
}

/// What the engines' planners go by.
pub async fn analyze(conn: &mut Conn<'_>) -> Result<()> {
    let sql = match conn {
        Conn::Sqlite(_) => "ANALYZE",
        Conn::Postgres(_) => "VACUUM (ANALYZE) users, invitations, messages, department_members, service_users",
    };
    execute!(conn, sql)?;
    Ok(())
}

/// The built-in role of a kind, and the password that the holder has.
pub async fn holder(conn: &mut Conn<'_>) -> Result<(AccountId, UserId, String)> {
    let sql = "SELECT u.account_id, u.id, u.password_hash FROM users u JOIN accounts a ON a.holder_id = u.id";
    let (account, holder, hash) = fetch!(one, (Uuid, Uuid, String), conn, sql)?;
    Ok((account.into(), holder.into(), hash))
}

async fn insert_users(conn: &mut Conn<'_>, account: AccountId, password_hash: &str, people: &[Somebody]) -> Result<()> {
    let rows: Vec<(&Somebody, (String, String))> =
        people.iter().map(|p| (p, folded(&p.first_name, &p.last_name, &p.email))).collect();
    insert_many!(
        conn,
        "INSERT INTO users (id, account_id, role_id, state, reason, email, email_key, first_name, last_name, language, \
             password_hash, search, sort_key, created_at, invited_at, activated_at, signed_in_at, deleted_at, \
             delivery, expires_at) ",
        "",
        rows,
        |row| row.0.id.0,
        account.0,
        row.0.role.0,
        row.0.state.as_str(),
        row.0.reason.map(Inactivity::as_str),
        row.0.email.as_str(),
        row.0.email.as_str(),
        row.0.first_name.as_str(),
        row.0.last_name.as_str(),
        row.0.language.code(),
        row.0.joined_at.map(|_| password_hash),
        row.1.0.as_str(),
        row.1.1.as_str(),
        At(row.0.created_at),
        row.0.invitation.as_ref().map(|invitation| At(invitation.at)),
        row.0.joined_at.map(At),
        row.0.signed_in_at.map(At),
        row.0.deleted_at.map(At),
        open(row.0).map(Invitation::delivery),
        open(row.0).map(|invitation| At(invitation.expires)),
    );
    Ok(())
}

/// Puts people in, with their invitations, mails, departments and services. Their password is the holder's.
pub async fn insert(
    tx: &mut Tx,
    account: AccountId,
    inviter: UserId,
    password_hash: &str,
    people: &[Somebody],
) -> Result<()> {
    let conn = &mut tx.conn();
    insert_users(conn, account, password_hash, people).await?;
    let invited: Vec<(&Somebody, &Invitation)> =
        people.iter().filter_map(|p| p.invitation.as_ref().map(|invitation| (p, invitation))).collect();
    insert_many!(
        conn,
        "INSERT INTO invitations (id, account_id, user_id, inviter_id, token_hash, address, language, message, \
             created_at, expires_at, opened_at, mail, ended_at, ending) ",
        "",
        invited,
        |row| row.1.id.0,
        account.0,
        row.0.id.0,
        inviter.0,
        row.1.token.as_slice(),
        row.0.email.as_str(),
        row.0.language.code(),
        "",
        At(row.1.at),
        At(row.1.expires),
        row.1.opened.map(At),
        row.1.delivery(),
        row.1.ending.map(|(_, at)| At(at)),
        row.1.ending.map(|(ending, _)| ending.as_str()),
    );
    insert_many!(
        conn,
        "INSERT INTO messages (id, account_id, user_id, invitation_id, particulars, kind, address, language, domain, \
             state, attempts, next_try_at, answer, created_at, sent_at) ",
        "",
        invited,
        |row| row.1.message.0,
        account.0,
        row.0.id.0,
        row.1.id.0,
        "",
        "invitation",
        row.0.email.as_str(),
        row.0.language.code(),
        "localhost",
        row.1.mail.as_str(),
        1_i64,
        At(row.1.at),
        row.1.answer,
        At(row.1.at),
        (row.1.mail == MessageState::Sent).then_some(At(row.1.at)),
    );
    let members: Vec<(UserId, DepartmentId)> =
        people.iter().flat_map(|p| p.departments.iter().map(|department| (p.id, *department))).collect();
    insert_many!(
        conn,
        "INSERT INTO department_members (account_id, department_id, user_id, role) ",
        " ON CONFLICT DO NOTHING",
        members,
        |row| account.0,
        row.1.0,
        row.0.0,
        "viewer",
    );
    let assigned: Vec<(UserId, ServiceId)> =
        people.iter().flat_map(|p| p.services.iter().map(|service| (p.id, *service))).collect();
    insert_many!(
        conn,
        "INSERT INTO service_users (account_id, service_id, user_id) ",
        " ON CONFLICT DO NOTHING",
        assigned,
        |row| account.0,
        row.1.0,
        row.0.0,
    );
    Ok(())
}

/// The seats of days past, of the whole account and of its departments.
pub async fn insert_days(conn: &mut Conn<'_>, account: AccountId, days: &[DayOf]) -> Result<()> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    insert_many!(
        conn,
        "INSERT INTO seat_days (account_id, department_id, day, active, invited, seats) ",
        " ON CONFLICT DO NOTHING",
        days,
        |row| account.0,
        row.department.map(|id| id.0),
        row.day.as_str(),
        number(row.seats.active),
        number(row.seats.invited),
        row.seats.limit.map(number),
    );
    let sql = "UPDATE seat_days SET name = (SELECT d.name FROM departments d WHERE d.id = seat_days.department_id) \
        WHERE account_id = $1 AND department_id IS NOT NULL";
    execute!(conn, sql, account.0)?;
    Ok(())
}

/// A try of somebody's to sign in.
pub struct SignIn {
    pub id: EntryId,
    pub user: UserId,
    pub at: Timestamp,
    pub refused: bool,
}

/// What the history knows of who signed in.
pub async fn insert_sign_ins(conn: &mut Conn<'_>, account: AccountId, sign_ins: &[SignIn]) -> Result<()> {
    insert_many!(
        conn,
        "INSERT INTO history (id, account_id, at, actor_id, action, subject_id, refused, particulars, address) ",
        "",
        sign_ins,
        |row| row.id.0,
        account.0,
        At(row.at),
        (!row.refused).then_some(row.user.0),
        Action::SignedIn.as_str(),
        row.user.0,
        row.refused,
        "null",
        "192.0.2.1",
    );
    Ok(())
}
