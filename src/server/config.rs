//! Settings, from the command line or the environment; `parvis serve --help` documents each.

use crate::domain::{settings::Lives, time::DAY};
use clap::{Args, ValueEnum};
use ipnet::IpNet;
use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};
use url::Url;

/// What an account may send within a day where strangers have accounts: a team's invitations, and no spammer's.
const STRANGERS_INVITATIONS: u32 = 100;

#[derive(Args, Clone)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "PARVIS_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// The address that people reach Parvis at; every link in a mail starts with it.
    #[arg(long, env = "PARVIS_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: Url,

    /// Folder of the database file and the secret key.
    #[arg(long, env = "PARVIS_DATA", default_value = "data")]
    pub data: PathBuf,

    /// `postgres://…`; without it, SQLite in the data folder.
    #[arg(long, env = "PARVIS_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Key that links are derived from (43 characters, base64url). Without it, it is made once in the data folder.
    /// Several nodes need the same.
    #[arg(long, env = "PARVIS_SECRET_KEY", hide_env_values = true)]
    pub secret_key: Option<String>,

    /// `smtp://` (STARTTLS where another machine offers it, `?tls=required` to insist), `smtps://` (TLS), with
    /// `user:password@` where the server wants it, `?ca=FILE` for a private authority. Without it, mails go into the built-in mailbox.
    #[arg(long, env = "PARVIS_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<Url>,

    /// Address that mails come from.
    #[arg(long, env = "PARVIS_MAIL_FROM", default_value = "parvis@localhost.localdomain")]
    pub mail_from: String,

    /// Connections to the SMTP server.
    #[arg(long, env = "PARVIS_SMTP_CONNECTIONS", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub smtp_connections: u16,

    /// Who may create an account at /sign-up.
    #[arg(long, env = "PARVIS_SIGNUP", default_value = "closed")]
    pub signup: SignUp,

    /// Folder with the privacy policy as `fr.md`, `en.md`…; without it, the text that comes with Parvis.
    #[arg(long, env = "PARVIS_POLICY_DIR")]
    pub policy_dir: Option<PathBuf>,

    /// Days that an invitation's link lives, unless an account sets it otherwise.
    #[arg(long, env = "PARVIS_INVITATION_DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=90))]
    pub invitation_days: u32,

    /// Invitations that an account may send within a day. Without it, 100 where anybody may create an account, else as
    /// many as it likes.
    #[arg(long, env = "PARVIS_DAILY_INVITATIONS")]
    pub daily_invitations: Option<u32>,

    /// Hours that the link and the code of a password reset live, unless an account sets it otherwise.
    #[arg(long, env = "PARVIS_RESET_HOURS", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=168))]
    pub reset_hours: u32,

    /// Days before its expiry that an invitation nobody has answered is sent once more; 0: never.
    #[arg(long, env = "PARVIS_REMINDER_DAYS", default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=30))]
    pub reminder_days: u32,

    /// Hours without a request after which a session ends, unless an account sets it otherwise.
    #[arg(long, env = "PARVIS_SESSION_IDLE_HOURS", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=720))]
    pub session_idle_hours: u32,

    /// Days after which a session ends in any case, unless an account sets it otherwise.
    #[arg(long, env = "PARVIS_SESSION_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub session_days: u32,

    /// Networks of the proxies in front of Parvis, whose X-Forwarded-For is believed.
    #[arg(long, env = "PARVIS_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpNet>,

    /// Time zone of the dates that people read, such as Europe/Paris; without it, the machine's.
    #[arg(long, env = "PARVIS_TIME_ZONE")]
    pub time_zone: Option<String>,

    /// Folder of the built style sheet, script and pictures.
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = "target/site")]
    pub site_root: PathBuf,

    /// File with a number of seconds that the clock runs ahead: for tests alone.
    #[arg(long, env = "PARVIS_CLOCK_OFFSET_FILE", hide = true)]
    pub clock_offset_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SignUp {
    Open,
    Closed,
}

/// Passwords and keys stand in it.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Config")
    }
}

impl Config {
    #[must_use]
    pub fn invitation_life(&self, lives: &Lives) -> Duration {
        DAY * lives.invitation_days.unwrap_or(self.invitation_days)
    }

    /// Invitations that an account may send within a day; nothing where there is no limit.
    #[must_use]
    pub fn daily_invitations(&self) -> Option<u32> {
        self.daily_invitations.or((self.signup == SignUp::Open).then_some(STRANGERS_INVITATIONS))
    }

    #[must_use]
    pub fn reset_life(&self, lives: &Lives) -> Duration {
        Duration::from_hours(lives.reset_hours.unwrap_or(self.reset_hours).into())
    }

    #[must_use]
    pub fn session_idle(&self, lives: &Lives) -> Duration {
        Duration::from_hours(lives.session_idle_hours.unwrap_or(self.session_idle_hours).into())
    }

    #[must_use]
    pub fn session_life(&self, lives: &Lives) -> Duration {
        DAY * lives.session_days.unwrap_or(self.session_days)
    }

    /// Whether browsers reach Parvis over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// A link for a mail or a redirect target: `path` below the public address.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}
