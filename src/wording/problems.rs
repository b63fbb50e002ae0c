use super::{Arg, Wording};
use crate::domain::{
    address::AddressProblem,
    form::Problem,
    password::{MOST, PasswordProblem},
    phone::PhoneProblem,
    picture::MOST_BYTES,
    text::TextProblem,
};

impl Wording {
    /// What is wrong with a field, and what to do about it.
    #[must_use]
    pub fn problem(&self, field: &'static str, problem: Problem) -> String {
        match problem {
            Problem::Text(TextProblem::Empty) => self.say(&format!("empty-{}", field.replace('_', "-"))),
            Problem::Text(TextProblem::TooLong { most }) => self.say_with("problem-too-long", &[("most", most.into())]),
            Problem::Address(problem) => self.address_problem(problem),
            Problem::Password(problem) => self.password_problem(problem),
            Problem::Phone(PhoneProblem::BadCharacter) => self.say("problem-phone-character"),
            Problem::Phone(PhoneProblem::BadLength) => self.say("problem-phone-length"),
            Problem::Picture(problem) => {
                let most = MOST_BYTES / 1024;
                self.say_with(&format!("picture-problem-{}", problem.as_str()), &[("most", most.into())])
            }
            Problem::Choose => self.say(&format!("choose-{}", field.replace('_', "-"))),
            Problem::Gone => self.say(&format!("gone-{}", field.replace('_', "-"))),
            Problem::Tick => self.say("problem-tick"),
            Problem::AddressTaken => self.say("problem-address-taken"),
            Problem::SignInRefused => self.say("problem-sign-in-refused"),
            Problem::CodeRefused => self.say("problem-code-refused"),
            Problem::NotThePassword => self.say("problem-not-the-password"),
            Problem::AddressUnchanged => self.say("problem-address-unchanged"),
            Problem::AddressInUse => self.say("problem-address-in-use"),
            Problem::TooMany { seconds } => self.say_with("problem-too-many", &[("wait", self.wait(seconds).into())]),
            Problem::BeyondOwnRights => self.say("problem-beyond-own-rights"),
            Problem::BeyondInviter => self.say("problem-beyond-inviter"),
            Problem::NoAddress => self.say("problem-no-address"),
            Problem::TooManyAddresses { most } => self.say_with("problem-too-many-addresses", &[("most", most.into())]),
            Problem::Day => self.say("problem-day"),
            Problem::DayTooFar { days } => self.say_with("problem-day-too-far", &[("days", days.into())]),
            Problem::PastDay => self.say("problem-past-day"),
            Problem::DayBeforeException => self.say("problem-day-before-exception"),
            Problem::Outcome(outcome) => self.say(&format!("problem-outcome-{}", outcome.as_str())),
            Problem::NameTaken => self.say("problem-name-taken"),
            Problem::TooManyAreas { most } => self.say_with("problem-too-many-areas", &[("most", most.into())]),
            Problem::TooManyAreasInAll { most } => {
                self.say_with("problem-too-many-areas-in-all", &[("most", most.into())])
            }
            Problem::TooManyServices { most } => self.say_with("problem-too-many-services", &[("most", most.into())]),
            Problem::NotHeld => self.say("problem-not-held"),
            Problem::Link => self.say("problem-link"),
            Problem::File(problem) => self.say(&format!("file-problem-{}", problem.as_str())),
            Problem::Changed => self.say(&format!("changed-{}", field.replace('_', "-"))),
            Problem::Number { least, most } => {
                let key = format!("number-{}", field.replace('_', "-"));
                self.say_with(&key, &[("least", least.into()), ("most", most.into())])
            }
            Problem::Domain => self.say("problem-domain"),
            Problem::TooManyDomains { most } => self.say_with("problem-too-many-domains", &[("most", most.into())]),
            Problem::Mismatch => self.say(&format!("mismatch-{}", field.replace('_', "-"))),
        }
    }

    #[must_use]
    pub fn address_problem(&self, problem: AddressProblem) -> String {
        match problem.character() {
            Some(character) if problem.key() == "address-problem-bad-character" => {
                self.say_with("address-problem-bad-character", &[("character", character.to_string().into())])
            }
            None if problem.key() == "address-problem-bad-character" => self.say("address-problem-hidden-character"),
            _ => self.say(problem.key()),
        }
    }

    fn password_problem(&self, problem: PasswordProblem) -> String {
        let count = |key, number: usize| self.say_with(key, &[("count", Arg::from(number))]);
        match problem {
            PasswordProblem::Empty => self.say("empty-password"),
            PasswordProblem::TooShort { least } => count("password-problem-short", least),
            PasswordProblem::TooLong => count("password-problem-long", MOST),
            PasswordProblem::OwnWords => self.say("password-problem-own-words"),
            PasswordProblem::Guessable => self.say("password-problem-guessable"),
        }
    }

    /// A wait in words: seconds below a minute, else minutes.
    #[must_use]
    pub fn wait(&self, seconds: u32) -> String {
        if seconds < 60 {
            self.say_with("wait-seconds", &[("count", seconds.into())])
        } else {
            self.say_with("wait-minutes", &[("count", seconds.div_ceil(60).into())])
        }
    }
}
