//! Asking for more access, and answering: given for good or until a day, or refused with a word [S2.9].

mod answer;
mod ask;
mod gone;
mod read;
mod tell;

pub use answer::{Answer, answer};
pub use ask::{Form, ask, withdraw};
pub(super) use gone::end_wishes;
pub use read::{Asked, Restriction, Waiting, answers, find, holder, lacked, list, of_user, restriction, to_answer};
