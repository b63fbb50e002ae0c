//! What the filter says of how many there are, where that isn't counted to the end.

use super::counts;
use crate::support::{TestApp, on_both_engines};

/// Addresses of their own beginning.
fn addresses(beginning: &str, count: usize) -> String {
    (0..count).map(|n| format!("{beginning}{n:04}@exemple.fr")).collect::<Vec<_>>().join("\n")
}

on_both_engines! {
    // [S1.14]
    async fn few_of_a_role_are_counted_however_many_of_other_roles_come_before(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, &addresses("a", 1_001), "member").await;
        app.send_invitations(&mut admin, &addresses("z", 2_002), "user").await;
        let inactive = "UPDATE users SET state = 'inactive', reason = 'revoked' WHERE";
        app.tamper(&format!("{inactive} email LIKE 'a%' OR email = 'z0000@exemple.fr'")).await.unwrap();
        let (lyon, mails) = (app.department("Lyon").await, app.service("Campagnes").await);
        let (in_lyon, in_mails) = (app.literal(&lyon.to_string()), app.literal(&mails.to_string()));
        let of_users = "FROM users WHERE email LIKE 'z%'";
        for written in [
            format!("INSERT INTO department_members (account_id, department_id, user_id, role) SELECT account_id, {in_lyon}, id, 'viewer' {of_users}"),
            format!("INSERT INTO service_users (account_id, service_id, user_id) SELECT account_id, {in_mails}, id {of_users}"),
        ] {
            app.tamper(&written).await.unwrap();
        }
        let role = app.role("user").await;
        let page = admin.get(&format!("/users?role={role}&department={lyon}&service={mails}")).await;
        assert_eq!(counts(&page)[1..3], ["0", "1"], "active and inactive: {:?}", counts(&page));
    }
}
