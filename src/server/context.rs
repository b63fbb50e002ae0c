//! Who asks: a visitor, and where one is signed in, the user behind the session.

use super::{
    operations::Error,
    store::sessions::{SignedIn, Support},
};
use crate::domain::{
    access::{Area, Level, Needed, Rights, Role, Scope, ServiceArea},
    id::{AccountId, SessionId, UserId},
    language::Language,
};
use std::{net::IpAddr, ops::Deref};

/// What is known of anybody who sends a request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The peer's address, or the one that a trusted proxy names.
    pub address: IpAddr,
    /// The browser's own words, bounded.
    pub agent: String,
}

impl Visit {
    /// As kept in sessions, acceptances and the history.
    #[must_use]
    pub fn address_text(&self) -> String {
        self.address.to_string()
    }

    /// What is throttled as one peer: an IPv4 address, or the /64 that one household has of IPv6.
    #[must_use]
    pub fn peer(&self) -> [u8; 16] {
        match self.address.to_canonical() {
            IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
            IpAddr::V6(v6) => {
                let mut octets = v6.octets();
                octets[8..].fill(0);
                octets
            }
        }
    }
}

/// The kinds of caller; what each may ask for is said by the type that an operation takes.
#[derive(Clone, Debug)]
pub enum Caller {
    Anonymous,
    /// Signed in, but the policy in force isn't accepted: may read it, accept it and sign out.
    Pending(Pending),
    /// Signed in, but was in another account, which doesn't let the support in any more: may come back and sign out.
    PutOut(PutOut),
    Actor(Actor),
}

impl From<Option<SignedIn>> for Caller {
    fn from(signed_in: Option<SignedIn>) -> Self {
        match signed_in {
            None => Self::Anonymous,
            Some(user) if !user.accepted => Self::Pending(Pending(user)),
            Some(user) if user.put_out.is_some() => Self::PutOut(PutOut(user)),
            Some(user) => Self::Actor(Actor(user)),
        }
    }
}

impl Caller {
    /// The session's user, whether the policy is accepted or not.
    #[must_use]
    pub const fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::Anonymous => None,
            Self::Pending(Pending(user)) | Self::PutOut(PutOut(user)) | Self::Actor(Actor(user)) => Some(user),
        }
    }

    /// The user, who must have accepted the policy.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::PolicyPending`] or [`Error::PutOut`].
    pub const fn actor(&self) -> Result<&Actor, Error> {
        match self {
            Self::Anonymous => Err(Error::SignedOut),
            Self::Pending(_) => Err(Error::PolicyPending),
            Self::PutOut(_) => Err(Error::PutOut),
            Self::Actor(actor) => Ok(actor),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Pending(SignedIn);

impl Deref for Pending {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

/// An agent of the support who is in no account for the moment.
#[derive(Clone, Debug)]
pub struct PutOut(SignedIn);

impl Deref for PutOut {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

/// A signed-in user past the policy gate. Only [`Caller`] makes one.
#[derive(Clone, Debug)]
pub struct Actor(SignedIn);

impl Actor {
    #[must_use]
    pub const fn id(&self) -> UserId {
        self.0.user
    }

    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.0.account
    }

    /// That one is in another account, as an agent of the support.
    #[must_use]
    pub const fn support(&self) -> Option<&Support> {
        self.0.support.as_ref()
    }

    #[must_use]
    pub const fn session(&self) -> SessionId {
        self.0.session
    }

    /// All that the rights are made of, as the request found them.
    #[must_use]
    pub const fn rights(&self) -> &Rights {
        &self.0.rights
    }

    #[must_use]
    pub const fn role(&self) -> &Role {
        &self.0.rights.role
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.0.language
    }

    /// Whether there is this level somewhere, for the interface to offer or hide.
    #[must_use]
    pub fn may(&self, area: Area, least: Level) -> bool {
        self.0.rights.scope(area, least).is_some()
    }

    /// Whether there is this level in the whole account, for the interface to offer or hide.
    #[must_use]
    pub fn may_everywhere(&self, area: Area, least: Level) -> bool {
        self.granted(area, least).is_ok()
    }

    /// The proof of this level in the whole account.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where it isn't there, or in departments alone.
    pub fn granted(&self, area: Area, level: Level) -> Result<Granted<'_>, Error> {
        Granted::everywhere(self, self.rights(), Needed { area, level })
    }

    /// The proof of this level somewhere: whoever reads narrows what is read to its scope.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where it is nowhere.
    pub fn granted_somewhere(&self, area: Area, level: Level) -> Result<Granted<'_>, Error> {
        Granted::somewhere(self, self.rights(), Needed { area, level })
    }

    /// The proof of being an administrator: for what no level gives.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for anybody else.
    pub fn administers(&self) -> Result<Granted<'_>, Error> {
        if self.role().is_administrator() {
            Ok(Granted { actor: self, scope: Scope::Everywhere })
        } else {
            Err(Error::NotAllowed(None))
        }
    }

    /// Of whom somebody may take a file of this area along. Seeing it isn't enough: an export leaves the house.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] below Guest in the area or in exports, or where the two meet nowhere.
    pub fn exports(&self, area: Area) -> Result<Granted<'_>, Error> {
        let seen = self.granted_somewhere(area, Level::Guest)?;
        let needed = Needed { area: Area::Exports, level: Level::Guest };
        let taken = self.granted_somewhere(needed.area, needed.level)?;
        seen.meet(taken.scope).ok_or(Error::NotAllowed(Some(needed)))
    }
}

impl Actor {
    /// Whether a service is the actor's to know of, whoever else has it: one's own, or any for who keeps the catalogue
    /// [S5.6].
    #[must_use]
    pub fn knows(&self, service: ServiceArea) -> bool {
        self.rights().has(service) || self.may_everywhere(Area::Services, Level::Guest)
    }
}

impl Deref for Actor {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

/// An actor whose right was checked, and where it holds: what operations read and write takes it. A check alone makes
/// one, of the rights that the request found or of those of now.
#[derive(Clone, Debug)]
#[must_use = "what follows a check goes on with its proof"]
pub struct Granted<'a> {
    actor: &'a Actor,
    scope: Scope,
}

impl<'a> Granted<'a> {
    /// Checks the actor's rights: those that the request found, or, inside a transaction that writes, those of now.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where the level is nowhere.
    pub fn somewhere(actor: &'a Actor, rights: &Rights, needed: Needed) -> Result<Self, Error> {
        let scope = rights.scope(needed.area, needed.level).ok_or(Error::NotAllowed(Some(needed)))?;
        Ok(Self { actor, scope })
    }

    /// # Errors
    /// As [`Self::somewhere`], and where it is in departments alone.
    pub fn everywhere(actor: &'a Actor, rights: &Rights, needed: Needed) -> Result<Self, Error> {
        let granted = Self::somewhere(actor, rights, needed)?;
        if granted.scope == Scope::Everywhere { Ok(granted) } else { Err(Error::NotAllowed(Some(needed))) }
    }

    /// The proof's own actor, for as long as the request lives.
    #[must_use]
    pub const fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// Where it holds.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The same, with another right that was checked beside it.
    pub fn and(self, _other: Granted<'_>) -> Self {
        self
    }

    /// The same where it lies in a scope too; nothing where it lies nowhere in it.
    #[must_use]
    pub fn meet(self, other: Scope) -> Option<Self> {
        Some(Self { scope: self.scope.meet(other)?, ..self })
    }
}

impl Deref for Granted<'_> {
    type Target = Actor;
    fn deref(&self) -> &Actor {
        self.actor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_household_is_one_peer() {
        let peer = |text: &str| Visit { address: text.parse().unwrap(), agent: String::new() }.peer();
        assert_eq!(peer("2001:db8:1:2::1"), peer("2001:db8:1:2:ffff::9"));
        assert_ne!(peer("2001:db8:1:2::1"), peer("2001:db8:1:3::1"));
        assert_eq!(peer("192.0.2.1"), peer("::ffff:192.0.2.1"));
        assert_ne!(peer("192.0.2.1"), peer("192.0.2.2"));
    }
}
