use super::{
    browser::{Answer, Browser},
    template,
};
use clap::{Args, FromArgMatches};
use parvis::{
    domain::{
        access::{Area, Level, Levels, Reach, Role, RoleKind},
        id::{AccountId, DepartmentId, RoleId, ServiceAreaId, ServiceId},
        text::{DepartmentName, ServiceName},
        time::Timestamp,
    },
    server::{
        app::{App, StartError},
        clock::Clock,
        config::Config,
        operations::set_seats::set_seats,
        password::{Cost, Passwords},
        random::Random,
        store::{
            Db, departments,
            exceptions::{self, Exception},
            roles, service_areas, services,
        },
    },
};
use sqlx::{Connection, PgConnection};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// 2026-11-22 08:00 UTC, a Sunday.
const START: Timestamp = Timestamp::from_micros(1_795_334_400_000_000);
/// A password that passes the rules.
pub const PASSWORD: &str = "trois girafes nagent la nuit";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A Parvis of the test's own.
pub struct TestApp {
    pub app: App,
    folder: PathBuf,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl TestApp {
    pub async fn sqlite() -> Self {
        Self::with(None, &[]).await
    }

    pub async fn postgres() -> Self {
        Self::with(Some(new_database().await), &[]).await
    }

    /// The same engine and settings besides, in a database of its own.
    pub async fn sibling(&self, settings: &[&str]) -> Self {
        let database = match self.app.db {
            Db::Sqlite { .. } => None,
            Db::Postgres(_) => Some(new_database().await),
        };
        Self::with(database, settings).await
    }

    /// Another node on the same database; SQLite has one node alone, so this is for Postgres.
    pub async fn node(&self) -> App {
        self.restart(|_| ()).await.unwrap()
    }

    async fn with(database: Option<String>, settings: &[&str]) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("parvis-test-{}-{number}", std::process::id()));
        if database.is_none() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("parvis.db"), template::sqlite().await).unwrap();
        }
        let mut words = vec!["parvis", "--data", folder.to_str().unwrap(), "--time-zone", "Europe/Paris"];
        if let Some(url) = &database {
            words.extend(["--database-url", url]);
        }
        words.extend(settings);
        let command = Config::augment_args(clap::Command::new("parvis"));
        let config = Config::from_arg_matches(&command.get_matches_from(words)).unwrap();
        let clock = Clock::manual(START);
        let app = start(config, clock, Random::from_seed(number.into())).await.unwrap();
        Self { app, folder }
    }

    pub fn advance(&self, by: Duration) {
        self.app.clock.advance(by);
    }

    /// Somebody who isn't signed in, from an address of the documentation range.
    pub fn visitor(&self) -> Browser {
        Browser::new(parvis::server::http::router(self.app.clone()))
    }

    /// Creates the first account and accepts the policy: its holder, an administrator.
    pub async fn admin(&self) -> Browser {
        self.account("Atelier Rivoli", "camille@rivoli.example").await
    }

    /// Creates an account by a set-up link made for it, whether there are others or not.
    pub async fn account(&self, name: &str, email: &str) -> Browser {
        // So that the newest account is told from the others.
        self.advance(Duration::from_millis(1));
        let mut browser = self.visitor();
        let token = parvis::server::token::Token::draw(&self.app.random);
        let mut tx = self.app.db.begin().await.unwrap();
        parvis::server::store::instance::replace_setup_link(&mut tx.conn(), token.hash(), self.app.clock.now())
            .await
            .unwrap();
        tx.commit_bookkeeping().await.unwrap();
        let fields = [
            ("account_name", name),
            ("language", "fr"),
            ("first_name", "Camille"),
            ("last_name", "Moreau"),
            ("email", email),
            ("password", PASSWORD),
        ];
        let answer = browser.post(&format!("/setup/{}", token.text()), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser.accept_policy().await;
        browser
    }

    /// Invites one address as a built-in role (`administrator`, `user`, `member`); gives the link's path.
    pub async fn invite(&self, admin: &mut Browser, email: &str, role: &str) -> String {
        let answer = self.send_invitations(admin, email, role).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.join_path(email).await
    }

    pub async fn send_invitations(&self, admin: &mut Browser, addresses: &str, role: &str) -> Answer {
        let role = self.role(role).await;
        let key = self.app.random.id(self.app.clock.now()).to_string();
        let fields =
            [("key", key.as_str()), ("addresses", addresses), ("role", &role), ("language", "fr"), ("message", "")];
        admin.post("/users/invite", &fields).await
    }

    /// Invites somebody, who joins and accepts the policy.
    pub async fn colleague(&self, admin: &mut Browser, email: &str, role: &str) -> Browser {
        let path = self.invite(admin, email, role).await;
        let mut browser = self.visitor();
        let answer = browser.post(&path, &JOIN).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser.accept_policy().await;
        browser
    }

    /// The path of somebody's newest link.
    pub async fn join_path(&self, email: &str) -> String {
        // The open one first: of those made while the clock stood still, none is the newer.
        let sql = format!(
            "SELECT i.id FROM invitations i JOIN users u ON u.id = i.user_id WHERE u.email = '{email}' \
             ORDER BY i.ended_at IS NULL DESC, i.created_at DESC, i.id DESC LIMIT 1"
        );
        let id: uuid::Uuid = self.value(&sql).await;
        let token = parvis::server::operations::join_link::token(&self.app, id.into());
        format!("/join/{}", token.text())
    }

    /// The id of a built-in role of the newest account.
    pub async fn role(&self, kind: &str) -> String {
        let sql = format!(
            "SELECT r.id FROM roles r JOIN accounts a ON a.id = r.account_id WHERE r.kind = '{kind}' \
             ORDER BY a.created_at DESC, a.id DESC LIMIT 1"
        );
        self.value::<uuid::Uuid>(&sql).await.to_string()
    }

    /// A custom role of the newest account, with the reach of the whole account.
    pub async fn custom_role(&self, name: &str, levels: Levels) -> String {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY id DESC LIMIT 1").await;
        let id = RoleId(self.app.random.id(self.app.clock.now()));
        let role = Role { id, kind: RoleKind::Custom, name: name.to_owned(), reach: Reach::Account, levels };
        let mut tx = self.app.db.begin().await.unwrap();
        roles::insert(&mut tx.conn(), AccountId(account), &role, self.app.clock.now()).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
        id.to_string()
    }

    /// A department of the newest account.
    pub async fn department(&self, name: &str) -> DepartmentId {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY created_at DESC, id DESC LIMIT 1").await;
        let (now, name) = (self.app.clock.now(), DepartmentName::parse(name).unwrap());
        let id = DepartmentId(self.app.random.id(now));
        let mut tx = self.app.db.begin().await.unwrap();
        assert!(departments::insert(&mut tx.conn(), AccountId(account), id, &name, now).await.unwrap());
        tx.commit_bookkeeping().await.unwrap();
        id
    }

    /// A service of the newest account.
    pub async fn service(&self, name: &str) -> ServiceId {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY created_at DESC, id DESC LIMIT 1").await;
        let (now, name) = (self.app.clock.now(), ServiceName::parse(name).unwrap());
        let id = ServiceId(self.app.random.id(now));
        let mut tx = self.app.db.begin().await.unwrap();
        assert!(services::insert(&mut tx.conn(), AccountId(account), id, &name, "", now).await.unwrap());
        tx.commit_bookkeeping().await.unwrap();
        id
    }

    /// Areas of a service of the newest account, in this order; their ids.
    pub async fn areas(&self, service: ServiceId, names: &[&str]) -> Vec<ServiceAreaId> {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY created_at DESC, id DESC LIMIT 1").await;
        let area = |name: &&str| (ServiceAreaId(self.app.random.id(self.app.clock.now())), (*name).to_owned());
        let areas: Vec<(ServiceAreaId, String)> = names.iter().map(area).collect();
        let mut tx = self.app.db.begin().await.unwrap();
        service_areas::write(&mut tx.conn(), AccountId(account), service, &areas).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
        areas.into_iter().map(|(id, _)| id).collect()
    }

    /// Lets somebody of the newest account into a service.
    pub async fn assign(&self, email: &str, service: ServiceId) {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY created_at DESC, id DESC LIMIT 1").await;
        let user = self.user(email).await.parse().unwrap();
        let mut tx = self.app.db.begin().await.unwrap();
        services::assign(&mut tx.conn(), AccountId(account), user, &[service], None).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
    }

    /// Gives somebody of the newest account a level that wins over the roles, for good.
    pub async fn except(&self, email: &str, area: ServiceAreaId, level: Level) {
        let account: uuid::Uuid = self.value("SELECT id FROM accounts ORDER BY created_at DESC, id DESC LIMIT 1").await;
        let user = self.user(email).await.parse().unwrap();
        let set_at = self.app.clock.now();
        let exception = Exception { area: Area::Service(area), level, ends_at: None, set_by: None, set_at };
        let mut tx = self.app.db.begin().await.unwrap();
        exceptions::set(&mut tx.conn(), AccountId(account), user, &exception).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
    }

    /// Another start on the same database, with other settings.
    pub async fn restart(&self, change: impl FnOnce(&mut Config)) -> Result<App, StartError> {
        let mut config = self.app.config.as_ref().clone();
        change(&mut config);
        start(config, self.app.clock.clone(), Random::from_seed(99)).await
    }

    /// A folder of the test's own, which goes with it.
    pub fn subfolder(&self, name: &str) -> PathBuf {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Invites as the form would, in that language.
    pub async fn invite_in(&self, admin: &mut Browser, email: &str, role: &str, language: &str) -> String {
        let (role, key) = (self.role(role).await, self.app.random.id(self.app.clock.now()).to_string());
        let fields = [("key", key.as_str()), ("addresses", email), ("role", &role), ("language", language)];
        let answer = admin.post("/users/invite", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.join_path(email).await
    }

    /// Somebody's id.
    pub async fn user(&self, email: &str) -> String {
        self.value::<uuid::Uuid>(&format!("SELECT id FROM users WHERE email = '{email}'")).await.to_string()
    }

    /// An id as a literal of the engine's SQL.
    pub fn literal(&self, id: &str) -> String {
        match self.app.db {
            Db::Sqlite { .. } => format!("x'{}'", id.replace('-', "")),
            Db::Postgres(_) => format!("'{id}'"),
        }
    }

    /// An instant as a literal of the engine's SQL.
    pub fn literal_instant(&self, at: Timestamp) -> String {
        match self.app.db {
            Db::Sqlite { .. } => at.as_micros().to_string(),
            Db::Postgres(_) => format!("to_timestamp({}.0 / 1000000)", at.as_micros()),
        }
    }

    /// Relays what the nodes notify, as serving does; ready when this returns.
    pub async fn listen(&self, node: &App) {
        if let Db::Postgres(pool) = &node.db {
            let listening = "pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'";
            let before = self.count(listening).await;
            tokio::spawn(node.events.clone().listen(pool.clone()));
            while self.count(listening).await == before {
                tokio::task::yield_now().await;
            }
        }
    }

    /// Changes somebody's role behind Parvis's back.
    pub async fn give_role(&self, email: &str, role: &str) {
        let role = self.literal(role);
        self.tamper(&format!("UPDATE users SET role_id = {role} WHERE email = '{email}'")).await.unwrap();
    }

    pub async fn set_seats(&self, seats: u32) {
        let holder: String = self
            .value(
                "SELECT u.email FROM accounts a JOIN users u ON u.id = a.holder_id ORDER BY a.created_at DESC, a.id DESC LIMIT 1",
            )
            .await;
        set_seats(&self.app, &holder.parse().unwrap(), Some(seats)).await.unwrap();
    }

    pub async fn count(&self, from: &str) -> i64 {
        self.value(&format!("SELECT COUNT(*) FROM {from}")).await
    }

    /// When the newest session was last seen.
    pub async fn last_seen(&self) -> Timestamp {
        self.instant("MAX(seen_at)", "sessions").await
    }

    /// An instant that the database holds.
    pub async fn instant(&self, expression: &str, from: &str) -> Timestamp {
        let micros = match self.app.db {
            Db::Sqlite { .. } => expression.to_owned(),
            Db::Postgres(_) => format!("CAST(EXTRACT(EPOCH FROM {expression}) * 1000000 AS BIGINT)"),
        };
        Timestamp::from_micros(self.value(&format!("SELECT {micros} FROM {from}")).await)
    }

    /// The first column of the first row.
    pub async fn value<T>(&self, sql: &str) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }

    /// The first column of every row, as text.
    pub async fn values(&self, sql: &str) -> Vec<String> {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_all(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// Runs a statement behind Parvis's back; what the database says of it.
    pub async fn tamper(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(drop),
            Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop),
        }
    }

    /// Ends every connection of the application's to its PostgreSQL, and returns once the last is gone.
    pub async fn end_connections(&self) {
        let Db::Postgres(pool) = &self.app.db else { panic!("SQLite has no connections to end") };
        let mut outside = PgConnection::connect_with(&pool.connect_options()).await.unwrap();
        let end = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        let ended: Vec<bool> = sqlx::query_scalar(end).fetch_all(&mut outside).await.unwrap();
        assert!(!ended.is_empty());
    }
}

/// As served, but for what a password costs: the tests hash thousands.
async fn start(config: Config, clock: Clock, random: Random) -> Result<App, StartError> {
    let passwords = Passwords::new(random.clone(), Cost { memory: 64, passes: 1 })?;
    Ok(App { passwords, ..App::start(config, clock, random).await? })
}

/// What an invited person types.
pub const JOIN: [(&str, &str); 3] = [("first_name", "Inès"), ("last_name", "Benali"), ("password", PASSWORD)];

/// A database of the test's own in the private cluster.
async fn new_database() -> String {
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    template::postgres(&format!("parvis_{}_{number}", std::process::id())).await
}
