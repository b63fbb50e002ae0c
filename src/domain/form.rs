//! A refused form: what is wrong, by field, for the page to show beside what was typed.

use super::{
    address::AddressProblem, import::FileProblem, invitation::Outcome, password::PasswordProblem, phone::PhoneProblem,
    picture::PictureProblem, text::TextProblem,
};

/// What is wrong with one field; the page words it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    Text(TextProblem),
    Address(AddressProblem),
    Password(PasswordProblem),
    Phone(PhoneProblem),
    Picture(PictureProblem),
    /// Nothing was chosen, or something that isn't on offer.
    Choose,
    /// What was chosen is there no more, or not for the actor.
    Gone,
    /// The box has to be ticked.
    Tick,
    /// A user has this address already.
    AddressTaken,
    /// The pair of address and password opens nothing.
    SignInRefused,
    /// The pair of address and recovery code opens nothing.
    CodeRefused,
    /// It isn't one's present password.
    NotThePassword,
    /// It is the address that there is.
    AddressUnchanged,
    /// Somebody has this address; who isn't said.
    AddressInUse,
    /// Wait that many seconds before the next try.
    TooMany {
        seconds: u32,
    },
    /// It goes beyond the actor's own rights.
    BeyondOwnRights,
    /// What an invitation gives goes beyond the rights that its inviter has by now.
    BeyondInviter,
    /// No address was given.
    NoAddress,
    /// More addresses than one form takes.
    TooManyAddresses {
        most: usize,
    },
    /// The text was changed since it was shown.
    Changed,
    /// Not a day of the calendar.
    Day,
    /// The day is over.
    PastDay,
    /// An exception that is there already lasts for longer.
    DayBeforeException,
    /// The day lies further ahead than may be.
    DayTooFar {
        days: u32,
    },
    /// What became of the address already makes it impossible.
    Outcome(Outcome),
    /// The file can't be imported.
    File(FileProblem),
    /// Another one has this name.
    NameTaken,
    /// More areas than one service declares.
    TooManyAreas {
        most: usize,
    },
    /// More areas than all services of an account declare together.
    TooManyAreasInAll {
        most: usize,
    },
    /// More services than an account has.
    TooManyServices {
        most: usize,
    },
    /// Nobody gives a service that they don't have.
    NotHeld,
    /// Not the address of a page.
    Link,
    /// It isn't what it was to repeat.
    Mismatch,
    /// Not a whole number within these.
    Number {
        least: u32,
        most: u32,
    },
    /// Not a domain of addresses.
    Domain,
    TooManyDomains {
        most: usize,
    },
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

impl From<AddressProblem> for Problem {
    fn from(problem: AddressProblem) -> Self {
        Self::Address(problem)
    }
}

impl From<PasswordProblem> for Problem {
    fn from(problem: PasswordProblem) -> Self {
        Self::Password(problem)
    }
}

impl From<PhoneProblem> for Problem {
    fn from(problem: PhoneProblem) -> Self {
        Self::Phone(problem)
    }
}

impl From<PictureProblem> for Problem {
    fn from(problem: PictureProblem) -> Self {
        Self::Picture(problem)
    }
}

/// The problems of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(Vec<(&'static str, Problem)>);

impl FieldErrors {
    #[must_use]
    pub fn one(field: &'static str, problem: impl Into<Problem>) -> Self {
        Self(vec![(field, problem.into())])
    }

    pub fn add(&mut self, field: &'static str, problem: impl Into<Problem>) {
        self.0.push((field, problem.into()));
    }

    /// The value, or nothing with its problem noted under `field`.
    pub fn take<T, P: Into<Problem>>(&mut self, field: &'static str, parsed: Result<T, P>) -> Option<T> {
        parsed.map_err(|problem| self.add(field, problem)).ok()
    }

    #[must_use]
    pub fn get(&self, field: &str) -> Option<Problem> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, p)| *p)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Problem)> + '_ {
        self.0.iter().copied()
    }
}
