//! What anybody does with their own: no right is asked for but to be oneself.

mod data;
mod password;
mod profile;
mod rights;
mod sessions;

pub use data::{Cell, Held, Section, acceptances, held, policy_text, take_held};
pub use password::{PasswordForm, change_password};
pub use profile::{ProfileForm, change_profile, own};
pub use rights::{Right, Rights, rights};
pub use sessions::{end_others, end_session, find_session, own_sessions};
