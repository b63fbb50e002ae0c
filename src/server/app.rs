//! What Parvis holds while it runs: a part of it for every command, all of it to serve.

use super::{
    clock::Clock,
    config::Config,
    events::Events,
    jobs::Jobs,
    mail::Outbox,
    operations::policy::{self, Policy},
    password::{Cost, Passwords},
    random::Random,
    store::{Db, instance, sessions::Limits},
    token::SecretKey,
};
use crate::domain::{id::AccountId, settings::Lives};
use jiff::tz::TimeZone;
use std::{fs, io::Write, ops::Deref, os::unix::fs::DirBuilderExt, path::Path, sync::Arc};
use tokio_util::task::TaskTracker;

/// What a command needs that serves nobody. It has no policy: with a command's settings there might be another one in
/// force, which everybody would have to accept.
#[derive(Clone)]
pub struct Base {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub key: SecretKey,
    /// Where days begin and end.
    pub zone: TimeZone,
}

/// What a serving Parvis holds: passed to every operation.
#[derive(Clone)]
pub struct App {
    pub base: Base,
    pub passwords: Passwords,
    pub events: Events,
    pub outbox: Outbox,
    pub jobs: Jobs,
    pub policy: Arc<Policy>,
    /// What goes on after its answer; stopping waits for it.
    pub later: TaskTracker,
}

impl Deref for App {
    type Target = Base;
    fn deref(&self) -> &Base {
        &self.base
    }
}

/// Why Parvis doesn't start; each is a sentence for the console.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("The data folder {0} can't be used: {1}.")]
    Data(String, std::io::Error),
    #[error("The database can't be used: {0}.")]
    Database(#[from] sqlx::Error),
    #[error("PARVIS_SECRET_KEY isn't a key: it wants 43 characters of base64url.")]
    Key,
    #[error(
        "The secret key is not the one that this database's links were made with. Several nodes need the same PARVIS_SECRET_KEY."
    )]
    OtherKey,
    #[error("Passwords can't be hashed: {0}.")]
    Password(#[from] super::password::PasswordError),
    #[error("The privacy policy can't be read: {0}.")]
    Policy(String),
    #[error("The time zone {0} isn't known.")]
    Zone(String),
    #[error("Mails can't be sent: {0}.")]
    Mail(String),
}

/// Makes the data folder, where it isn't there: people's data, which nobody else on the machine reads.
///
/// # Errors
/// [`StartError::Data`].
pub fn make_folder(data: &Path) -> Result<(), StartError> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
    made.map_err(|e| StartError::Data(data.display().to_string(), e))
}

impl Base {
    /// Opens the database and the key.
    ///
    /// # Errors
    /// [`StartError`], worded for the console.
    pub async fn open(config: Config, clock: Clock, random: Random) -> Result<Self, StartError> {
        let zone = match &config.time_zone {
            Some(name) => TimeZone::get(name).map_err(|_| StartError::Zone(name.clone()))?,
            None => TimeZone::system(),
        };
        let data = &config.data;
        make_folder(data)?;
        let db = match &config.database_url {
            Some(url) => Db::postgres(url).await?,
            None => Db::sqlite(&data.join("parvis.db")).await?,
        };
        let key = match &config.secret_key {
            Some(text) => SecretKey::parse(text).ok_or(StartError::Key)?,
            None => key_file(&data.join("secret.key"), &random)
                .map_err(|e| StartError::Data(data.display().to_string(), e))?,
        };
        check_key(&db, &key).await?;
        Ok(Self { config: Arc::new(config), db, clock, random, key, zone })
    }
}

impl App {
    /// Opens the base, and all that serving needs.
    ///
    /// # Errors
    /// As [`Base::open`] and [`App::on`].
    pub async fn start(config: Config, clock: Clock, random: Random) -> Result<Self, StartError> {
        Self::on(Base::open(config, clock, random).await?).await
    }

    /// Puts the settings in force that people and their mails are told of: the policy, the mails' domain.
    ///
    /// # Errors
    /// [`StartError`], worded for the console.
    pub async fn on(base: Base) -> Result<Self, StartError> {
        let policy = Arc::new(policy::load(&base.db, &base.config, base.clock.now()).await?);
        let outbox = Outbox::new(&base.config)?;
        let passwords = Passwords::new(base.random.clone(), Cost::SERVED)?;
        let mut tx = base.db.begin().await?;
        instance::set_mail_domain(&mut tx.conn(), base.config.public_url.host_str().unwrap_or("localhost")).await?;
        tx.commit_bookkeeping().await?;
        let (events, jobs, later) = (Events::default(), Jobs::default(), TaskTracker::new());
        Ok(Self { base, passwords, events, outbox, jobs, policy, later })
    }

    /// What a session has to keep to, at this moment, where its account hasn't set anything else.
    #[must_use]
    pub fn session_limits(&self) -> Limits {
        let nothing = Lives::default();
        Limits {
            now: self.clock.now(),
            life: self.config.session_life(&nothing),
            idle: self.config.session_idle(&nothing),
        }
    }

    /// After a commit that changed users: tells the open pages, where the database doesn't.
    pub fn users_changed(&self, account: AccountId) {
        if let Db::Sqlite { .. } = self.db {
            self.events.users_changed(account);
        }
    }
}

/// Reads the key, or makes it once, for its owner's eyes only.
fn key_file(path: &Path, random: &Random) -> std::io::Result<SecretKey> {
    use std::os::unix::fs::OpenOptionsExt;
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            let key = SecretKey::draw(random);
            file.write_all(key.text().as_bytes())?;
            file.sync_all()?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => SecretKey::parse(&fs::read_to_string(path)?)
            .ok_or_else(|| std::io::Error::other(format!("{} doesn't hold a key", path.display()))),
        Err(error) => Err(error),
    }
}

/// With another key every link in people's mailboxes would be dead: better not to start.
async fn check_key(db: &Db, key: &SecretKey) -> Result<(), StartError> {
    use base64::Engine;
    let name = base64::engine::general_purpose::STANDARD.encode(key.keyed(&[b"the key's own name"]));
    let mut tx = db.begin().await?;
    let known = instance::remember(&mut tx.conn(), "secret_key", &name).await?;
    tx.commit_bookkeeping().await?;
    if known == name { Ok(()) } else { Err(StartError::OtherKey) }
}
