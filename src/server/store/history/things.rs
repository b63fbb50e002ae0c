//! What particulars name by an id: roles, departments, services.

use super::super::{
    Conn, Result,
    db::{corrupt, select_ids},
};
use crate::domain::{access::RoleKind, id::AccountId};
use std::collections::HashMap;
use uuid::Uuid;

/// Something of the account, as it is called now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Role { kind: RoleKind, name: String },
    Named(String),
}

pub type Things = HashMap<Uuid, Thing>;

/// Those of the account that have these ids; what there isn't any more is missing.
pub async fn things(conn: &mut Conn<'_>, account: AccountId, ids: &[Uuid]) -> Result<Things> {
    type Row = (Uuid, Uuid, String, String);
    let rows: Vec<Row> = select_ids!(
        conn,
        "SELECT id, account_id, kind, name FROM \
             (SELECT id, account_id, kind, name FROM roles \
              UNION ALL SELECT id, account_id, '', name FROM departments \
              UNION ALL SELECT id, account_id, '', name FROM services \
              UNION ALL SELECT id, account_id, '', name FROM service_areas) things WHERE id IN",
        ids,
        ""
    );
    rows.into_iter()
        .filter(|(_, of, _, _)| *of == account.0)
        .map(|(id, _, kind, name)| {
            let thing = match kind.as_str() {
                "" => Thing::Named(name),
                kind => Thing::Role { kind: kind.parse().map_err(corrupt)?, name },
            };
            Ok((id, thing))
        })
        .collect()
}
