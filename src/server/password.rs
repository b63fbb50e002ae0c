//! Hashing passwords: argon2id, on the blocking pool, as many at a time as there are cores.

use super::random::Random;
use crate::domain::password::TypedPassword;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::{self, Output, ParamsString, SaltString},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Semaphore;

/// What making or checking a hash takes, on one lane.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// In KiB.
    pub memory: u32,
    pub passes: u32,
}

impl Cost {
    /// OWASP Password Storage Cheat Sheet, second choice of argon2id.
    pub const SERVED: Self = Self { memory: 19_456, passes: 2 };

    fn argon2(self) -> password_hash::Result<Argon2<'static>> {
        let params = Params::new(self.memory, self.passes, 1, None)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Passwords a core that may wait or be hashed: about two seconds' work.
const QUEUE: usize = 100;

#[derive(Clone)]
pub struct Passwords {
    cost: Cost,
    gate: Arc<Semaphore>,
    /// Places to wait in front of the gate: past them, the surplus is told at once to come back.
    waiting: Arc<Semaphore>,
    /// Checked where there is no user or no password, so that the answer takes as long.
    decoy: Arc<str>,
    random: Random,
    worked: Arc<AtomicU64>,
}

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("the password hasher failed: {0}")]
    Hash(password_hash::Error),
    #[error("the password hasher was stopped")]
    Stopped,
    /// More passwords than can be hashed in a second or two.
    #[error("the password hasher is busy")]
    Busy,
}

/// Whether a password opened a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
}

/// A hash of no password.
fn decoy(cost: Cost, random: &Random) -> password_hash::Result<String> {
    let salt = SaltString::encode_b64(&random.bytes::<16>())?;
    let decoy = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(cost.argon2()?.params())?,
        salt: Some(salt.as_salt()),
        hash: Some(Output::new(&random.bytes::<32>())?),
    };
    Ok(decoy.to_string())
}

impl Passwords {
    /// # Errors
    /// Where argon2 refuses its parameters.
    pub fn new(random: Random, cost: Cost) -> Result<Self, PasswordError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let decoy = decoy(cost, &random).map_err(PasswordError::Hash)?.into();
        let waiting = Arc::new(Semaphore::new(cores * QUEUE));
        Ok(Self { cost, gate: Arc::new(Semaphore::new(cores)), waiting, decoy, random, worked: Arc::default() })
    }

    /// How many passwords were hashed or checked since the start.
    #[must_use]
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    /// # Errors
    /// Where hashing fails or the server stops.
    pub async fn hash(&self, password: TypedPassword) -> Result<String, PasswordError> {
        let (cost, salt) = (self.cost, self.random.bytes::<16>());
        self.work(move || {
            let salt = SaltString::encode_b64(&salt)?;
            Ok(cost.argon2()?.hash_password(password.expose().as_bytes(), &salt)?.to_string())
        })
        .await
    }

    /// Takes as long for no hash as for one, and says [`Verdict::Wrong`].
    ///
    /// # Errors
    /// Where checking fails or the server stops.
    pub async fn verify(&self, password: TypedPassword, stored: Option<String>) -> Result<Verdict, PasswordError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.as_ref().to_owned());
        let cost = self.cost;
        self.work(move || {
            let hash = PasswordHash::new(&stored)?;
            // The hash names its own cost, so that older ones still open.
            let right = cost.argon2()?.verify_password(password.expose().as_bytes(), &hash).is_ok();
            Ok(if right && known { Verdict::Right } else { Verdict::Wrong })
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> password_hash::Result<T> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let permit = self.gate.clone().acquire_owned().await.map_err(|_| PasswordError::Stopped)?;
        self.worked.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(move || {
            let _permits = (permit, place);
            job()
        })
        .await
        .map_err(|_| PasswordError::Stopped)?
        .map_err(PasswordError::Hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_its_own_hash_alone() {
        let passwords = Passwords::new(Random::from_seed(3), Cost::SERVED).unwrap();
        let typed = |text: &str| TypedPassword::new(text.to_owned());
        let stored = passwords.hash(typed("trois girafes nagent")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let verify = |text: &str, stored: Option<String>| passwords.verify(typed(text), stored);
        assert_eq!(verify("trois girafes nagent", Some(stored.clone())).await.unwrap(), Verdict::Right);
        assert_eq!(verify("trois girafes", Some(stored.clone())).await.unwrap(), Verdict::Wrong);
        assert_eq!(verify("trois girafes nagent", None).await.unwrap(), Verdict::Wrong);
        // They differ in salt and bytes alone, so that both take as long.
        let (decoy, known) = (PasswordHash::new(&passwords.decoy).unwrap(), PasswordHash::new(&stored).unwrap());
        assert_eq!(decoy.params, known.params);
        assert_eq!(decoy.hash.unwrap().len(), known.hash.unwrap().len());
        assert_eq!(decoy.salt.unwrap().len(), known.salt.unwrap().len());
    }
}
