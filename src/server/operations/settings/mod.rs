//! What an account sets for itself, and what says whether mails leave and who has accepted what.
//!
//! - `rules`: what the settings mean for links and passwords
//! - `save`: changing them
//! - `test_mail`: a mail to oneself
//! - `acceptances`: the versions of the policy, and who accepted which

mod acceptances;
mod rules;
mod save;
mod test_mail;

pub use acceptances::{Acceptances, Export, PAGE, Versions, acceptances, export, versions};
pub use rules::{invitation_end, password_rules, reset_end};
pub use save::{open, save};
pub use test_mail::{TestMail, test_mail};
