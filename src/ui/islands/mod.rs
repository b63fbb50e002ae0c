//! What hydrates: calls server functions, gets its words as props.

mod address_box;
mod patch;
mod user_list;

pub use address_box::{AddressBox, STATES};
pub use user_list::UserList;
