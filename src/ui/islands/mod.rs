//! What hydrates: calls server functions, gets its words as props.

mod address_box;
mod dialogs;
mod job_progress;
mod leaving;
mod patch;
mod role_matrix;
mod sending;
mod user_list;

pub use address_box::{AddressBox, kinds as chip_kinds};
pub use dialogs::Dialogs;
pub use job_progress::JobProgress;
pub use role_matrix::RoleMatrix;
pub use user_list::UserList;
