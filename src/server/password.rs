//! Hashing passwords: argon2id with OWASP's parameters, on the blocking pool, as many at a time as there are cores.

use super::random::Random;
use crate::domain::password::TypedPassword;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::SaltString,
};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Memory in KiB, passes and lanes (OWASP Password Storage Cheat Sheet, second choice of argon2id).
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Passwords a core that may wait or be hashed: about two seconds' work.
const QUEUE: usize = 100;

#[derive(Clone)]
pub struct Passwords {
    gate: Arc<Semaphore>,
    /// Places to wait in front of the gate: past them, the surplus is told at once to come back.
    waiting: Arc<Semaphore>,
    /// Checked where there is no user or no password, so that the answer takes as long.
    decoy: Arc<str>,
    random: Random,
}

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("the password hasher failed: {0}")]
    Hash(argon2::password_hash::Error),
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

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|e| PasswordError::Hash(e.into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(text: &str, salt: &[u8; 16]) -> Result<String, PasswordError> {
    let salt = SaltString::encode_b64(salt).map_err(PasswordError::Hash)?;
    let hash = argon2()?.hash_password(text.as_bytes(), &salt).map_err(PasswordError::Hash)?;
    Ok(hash.to_string())
}

impl Passwords {
    /// # Errors
    /// Where argon2 refuses its parameters.
    pub fn new(random: Random) -> Result<Self, PasswordError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let decoy = hash("no password is this one", &random.bytes())?.into();
        let waiting = Arc::new(Semaphore::new(cores * QUEUE));
        Ok(Self { gate: Arc::new(Semaphore::new(cores)), waiting, decoy, random })
    }

    /// # Errors
    /// Where hashing fails or the server stops.
    pub async fn hash(&self, password: TypedPassword) -> Result<String, PasswordError> {
        let salt = self.random.bytes();
        self.work(move || hash(password.expose(), &salt)).await
    }

    /// Takes as long for no hash as for one, and says [`Verdict::Wrong`].
    ///
    /// # Errors
    /// Where checking fails or the server stops.
    pub async fn verify(&self, password: TypedPassword, stored: Option<String>) -> Result<Verdict, PasswordError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.as_ref().to_owned());
        self.work(move || {
            let hash = PasswordHash::new(&stored).map_err(PasswordError::Hash)?;
            // The hash names its own parameters, so that older ones still open.
            let right = argon2()?.verify_password(password.expose().as_bytes(), &hash).is_ok();
            Ok(if right && known { Verdict::Right } else { Verdict::Wrong })
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let permit = self.gate.clone().acquire_owned().await.map_err(|_| PasswordError::Stopped)?;
        tokio::task::spawn_blocking(move || {
            let _permits = (permit, place);
            job()
        })
        .await
        .map_err(|_| PasswordError::Stopped)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_its_own_hash_alone() {
        let passwords = Passwords::new(Random::from_seed(3)).unwrap();
        let typed = |text: &str| TypedPassword::new(text.to_owned());
        let stored = passwords.hash(typed("trois girafes nagent")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let verify = |text: &str, stored: Option<String>| passwords.verify(typed(text), stored);
        assert_eq!(verify("trois girafes nagent", Some(stored.clone())).await.unwrap(), Verdict::Right);
        assert_eq!(verify("trois girafes", Some(stored)).await.unwrap(), Verdict::Wrong);
        assert_eq!(verify("no password is this one", None).await.unwrap(), Verdict::Wrong);
    }
}
