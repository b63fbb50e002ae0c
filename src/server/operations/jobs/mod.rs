//! Work for many users at once, or on a file of them: begun by a form, worked on by whichever node leases it, seen by
//! who began it.
//!
//! - `task`: what there is to do
//! - `work`: a part of it, in one transaction
//! - `change`: a verb on many users
//! - `show`: how far it is, and the results
//! - `cancel`, `forget`

mod cancel;
mod change;
mod forget;
mod show;
mod task;
mod work;

pub use cancel::cancel;
pub use forget::forget;
pub use show::{PAGE, Results, find, list, results};
pub use task::Task;
pub use work::{Leased, Part, Worked, fail, give_back, lease, next_due, work};
