use super::ines;
use crate::support::{TestApp, on_both_engines};
use parvis::domain::access::{Area, Level, Levels};

on_both_engines! {
    // [S3.17] [S3.20]
    async fn each_level_is_shown_with_where_it_comes_from(app: TestApp) {
        let (mut ines, mut admin) = ines(&app).await;
        let page = ines.get("/me/rights").await;
        for said in ["Mes droits : Membre", "Par le rôle Membre, pour tout le compte", "Invité (consultation)", "voir sans rien modifier", "Aucun service ne vous est affecté."] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert!(admin.get("/me/rights").await.says("consulter, modifier et valider"));
        let role = app.custom_role("Communication", Levels::default().with(Area::Exports, Level::Editor)).await;
        app.give_role("ines@exemple.fr", &role).await;
        assert!(ines.get("/me/rights").await.says("Par le rôle Communication"), "at the next request");
    }
}
