//! What the database keeps beside what it is made of.

use super::TestApp;

impl TestApp {
    /// The counts and each user's invitation are what counting and looking would give.
    pub async fn assert_kept(&self) {
        let kept = "(SELECT account_id, role_id, state, CAST(SUM(n) AS BIGINT) AS n FROM user_counts GROUP BY account_id, role_id, state) k";
        let counted =
            "(SELECT account_id, role_id, state, COUNT(*) AS n FROM users GROUP BY account_id, role_id, state) c";
        let same = "k.account_id = c.account_id AND k.role_id = c.role_id AND k.state = c.state AND k.n = c.n";
        assert_eq!(self.count(&format!("{counted} WHERE NOT EXISTS (SELECT 1 FROM {kept} WHERE {same})")).await, 0);
        assert_eq!(
            self.count(&format!("{kept} WHERE k.n <> 0 AND NOT EXISTS (SELECT 1 FROM {counted} WHERE {same})")).await,
            0
        );
        let open = "SELECT 1 FROM invitations i WHERE i.user_id = users.id AND i.ended_at IS NULL";
        let noted = format!(
            "users WHERE expires_at IS NULL AND EXISTS ({open}) OR expires_at IS NOT NULL AND NOT EXISTS \
             ({open} AND i.mail = users.delivery AND i.expires_at = users.expires_at)"
        );
        assert_eq!(self.count(&noted).await, 0, "users whose invitation isn't as they have it");
    }
}
