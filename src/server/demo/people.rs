use super::names::{FRENCH, GERMAN, Names, ODD, POLISH, RARE};
use crate::{
    domain::{
        id::{DepartmentId, InvitationId, MessageId, RoleId, ServiceId, UserId},
        invitation::Ending,
        message::MessageState,
        search::fold,
        time::Timestamp,
        user::{Inactivity, UserState},
    },
    server::{
        random::Random,
        store::demo::{Invitation, Somebody},
        token::SecretKey,
    },
};
use std::time::Duration;

const DAY: u64 = 24 * 3_600;

/// Makes people up, one after the other.
pub struct People<'a> {
    pub random: &'a Random,
    pub key: &'a SecretKey,
    pub now: Timestamp,
    /// In their usual order.
    pub roles: Vec<RoleId>,
    pub departments: Vec<DepartmentId>,
    pub services: Vec<ServiceId>,
}

impl People<'_> {
    /// Six in ten are active, two invited, and a few deleted.
    pub fn next(&mut self, number: usize) -> Somebody {
        let names = match self.below(50_000) {
            0 => &RARE,
            1..=25_000 => &FRENCH,
            25_001..=35_000 => &POLISH,
            35_001..=45_000 => &GERMAN,
            _ => &ODD,
        };
        let created_at = self.ago(3 * 365 * DAY, 2 * DAY);
        let (state, reason) = match self.below(100) {
            0..=59 => (UserState::Active, None),
            60..=66 => (UserState::Inactive, Some(Inactivity::Deactivated)),
            67..=69 => (UserState::Inactive, Some(Inactivity::Ended)),
            70..=72 => (UserState::Inactive, Some(Inactivity::Revoked)),
            73..=77 => (UserState::Inactive, Some(Inactivity::NeverActivated)),
            78..=98 => (UserState::Invited, None),
            _ => (UserState::Deleted, None),
        };
        let joined = matches!((state, reason), (UserState::Active | UserState::Deleted, _))
            || matches!(reason, Some(Inactivity::Deactivated | Inactivity::Ended));
        let joined_at = joined.then(|| self.joins(created_at));
        let (first_name, last_name) = self.name(names, joined || self.below(3) > 0);
        let role = match self.below(1_000) {
            0..=4 => 0,
            5..=299 => 2,
            _ => 1,
        };
        Somebody {
            id: UserId(self.random.id(created_at)),
            role: self.roles[role],
            state,
            reason,
            email: self.address(names, &first_name, &last_name, number),
            first_name,
            last_name,
            language: names.language,
            created_at,
            joined_at,
            signed_in_at: joined_at.map(|joined| self.ago(30 * DAY, 60).max(joined)),
            deleted_at: (state == UserState::Deleted).then(|| self.ago(6 * DAY, 60)),
            invitation: (reason != Some(Inactivity::NeverActivated))
                .then(|| self.invitation(state, reason, created_at)),
            departments: self.some(&self.departments, 2),
            services: self.some(&self.services, 3),
        }
    }

    fn name(&self, names: &Names, known: bool) -> (String, String) {
        if !known {
            return (String::new(), String::new());
        }
        let last = match self.below(6) {
            0 => format!("{}-{}", self.pick(names.last), self.pick(names.last)),
            _ => self.pick(names.last).to_owned(),
        };
        (self.pick(names.first).to_owned(), last)
    }

    fn address(&self, names: &Names, first: &str, last: &str, number: usize) -> String {
        let letters = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let (first, last) = (letters(first), letters(last));
        let dash = if self.below(12) == 0 { '_' } else { '.' };
        let local = if last.is_empty() { letters(self.pick(names.first)) } else { format!("{first}{dash}{last}") };
        format!("{local}{number}@{}", self.pick(names.domains))
    }

    fn invitation(&self, state: UserState, reason: Option<Inactivity>, created_at: Timestamp) -> Invitation {
        let invited = state == UserState::Invited;
        // Of those who wait, a third have waited too long.
        let at = match invited {
            true if self.below(3) > 0 => self.ago(6 * DAY, 60),
            true => self.ago(90 * DAY, 8 * DAY),
            false => created_at,
        };
        let id = InvitationId(self.random.id(at));
        let (mail, answer) = match self.below(50) {
            0 if invited => (MessageState::Refused, "550 5.1.1 no such user"),
            1..=3 if invited => (MessageState::Queued, ""),
            _ => (MessageState::Sent, "250 2.0.0 ok"),
        };
        let joined = self.joins(at);
        let ending = match reason {
            _ if invited => None,
            Some(Inactivity::Revoked) => Some((Ending::Revoked, at + Duration::from_secs(DAY))),
            _ => Some((Ending::Accepted, joined)),
        };
        let opened = match ending {
            Some((Ending::Accepted, _)) => Some(joined),
            // Two in five look, and leave it at that.
            _ => (chance(at) % 5 < 2).then_some(joined),
        };
        Invitation {
            id,
            message: MessageId(self.random.id(at)),
            token: self.key.link("join", id.0).hash(),
            at,
            expires: at + Duration::from_secs(7 * DAY),
            opened,
            ending,
            mail,
            answer,
        }
    }

    /// When somebody who was invited then comes: most within a day, and nobody tomorrow.
    fn joins(&self, invited: Timestamp) -> Timestamp {
        let chance = chance(invited);
        let most = match chance % 100 {
            0..=24 => 3_600,
            25..=64 => DAY,
            65..=84 => 3 * DAY,
            _ => 7 * DAY,
        };
        (invited + Duration::from_secs(60 + chance / 100 % most)).min(self.now)
    }

    /// Up to `most` of them, the first ones far more often than the last.
    fn some<T: Copy>(&self, all: &[T], most: usize) -> Vec<T> {
        (0..self.below(most + 1))
            .filter_map(|_| all.get(self.below(all.len()).min(self.below(all.len()))).copied())
            .collect()
    }

    fn pick<'t>(&self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn below(&self, limit: usize) -> usize {
        let bits = u64::from_le_bytes(self.random.bytes());
        usize::try_from(bits % limit.max(1) as u64).unwrap_or(0)
    }

    /// Some time ago, in seconds.
    fn ago(&self, most: u64, least: u64) -> Timestamp {
        let micros = u64::from_le_bytes(self.random.bytes()) % ((most - least) * 1_000_000);
        self.now - Duration::from_micros(least * 1_000_000 + micros)
    }
}

/// Something that looks like chance and hangs on the time alone: the same people come of a seed whatever else is made up.
fn chance(at: Timestamp) -> u64 {
    // Knuth's multiplier of 64 bits (MMIX): its upper half is well mixed.
    at.as_micros().unsigned_abs().wrapping_mul(6_364_136_223_846_793_005) >> 33
}
