use super::smtp::{Patience, Server, Trouble, sender_address};
use crate::{
    domain::{answer::Answer, message::ALARM_PAUSE, time::Timestamp},
    server::{app::StartError, config::Config},
};
use lettre::Address;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// The handle on the outbox of this node: wakes its worker, and knows whether the server takes mails at all.
#[derive(Clone)]
pub struct Outbox {
    shared: Arc<Shared>,
    patience: Patience,
}

struct Shared {
    /// None: the built-in mailbox.
    server: Option<Server>,
    from: Address,
    wake: Notify,
    alarm: Mutex<Option<Alarm>>,
}

/// The server turns us away, or can't be reached.
struct Alarm {
    answer: Answer,
    rests_until: Timestamp,
}

impl Outbox {
    /// Reads the settings of mails; connects to nothing yet.
    ///
    /// # Errors
    /// [`StartError::Mail`] where the server's URL or the sender's address can't be used.
    pub fn new(config: &Config) -> Result<Self, StartError> {
        let public_host = config.public_url.host_str();
        let server = config.smtp_url.as_ref().map(|url| Server::parse(url, public_host)).transpose();
        let shared = Shared {
            server: server.map_err(StartError::Mail)?,
            from: sender_address(&config.mail_from).map_err(StartError::Mail)?,
            wake: Notify::new(),
            alarm: Mutex::new(None),
        };
        Ok(Self { shared: Arc::new(shared), patience: Patience::default() })
    }

    /// The same outbox, waiting less or more for its server: for tests.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Tells the worker that something may be due: call it after a commit that queued mails.
    pub fn wake(&self) {
        self.shared.wake.notify_one();
    }

    /// Whether mails leave; else they go into the built-in mailbox.
    #[must_use]
    pub fn has_server(&self) -> bool {
        self.shared.server.is_some()
    }

    /// While the SMTP server turns us away: its words, or what we found where it had none.
    #[must_use]
    pub fn alarm(&self) -> Option<Answer> {
        self.lock().as_ref().map(|alarm| alarm.answer.clone())
    }

    pub(super) fn server(&self) -> Option<&Server> {
        self.shared.server.as_ref()
    }

    pub(super) fn from(&self) -> &Address {
        &self.shared.from
    }

    pub(super) const fn patience(&self) -> &Patience {
        &self.patience
    }

    pub(super) async fn woken(&self) {
        self.shared.wake.notified().await;
    }

    /// How much longer the queue rests, after the server turned us away.
    pub(super) fn rest(&self, now: Timestamp) -> Option<Duration> {
        self.lock().as_ref().map(|alarm| alarm.rests_until.since(now)).filter(|rest| !rest.is_zero())
    }

    /// Raises the alarm, or keeps it up. It is logged once.
    pub(super) fn turned_away(&self, trouble: &Trouble, now: Timestamp) {
        let alarm = Alarm { answer: trouble.answer(), rests_until: now + ALARM_PAUSE };
        if self.lock().replace(alarm).is_none() {
            tracing::error!(answer = %trouble.for_log(), "mail.alarm: the SMTP server turns us away");
        }
    }

    /// Ends the alarm, unless it was raised so lately that this is only the end of a connection from before.
    pub(super) fn welcomed(&self, now: Timestamp) {
        if self.lock().take_if(|alarm| alarm.rests_until <= now).is_some() {
            tracing::info!("mail.alarm: over, mails are taken again");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Alarm>> {
        self.shared.alarm.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
