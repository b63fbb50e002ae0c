use crate::support::{
    Answer, Browser, TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use parvis::domain::access::{Area, Level, Levels};
use serde_json::json;
use std::{collections::BTreeSet, time::Duration};

mod counts;
mod orders;
mod standings;
mod walks;

const ADMIN: &str = "camille@rivoli.example";

/// The names in the list's rows, in their order; the address where there is no name.
fn names(page: &Answer) -> Vec<String> {
    let cells = page.body.split("class=\"user-name\">").skip(1);
    cells.map(|rest| html_escape::decode_html_entities(rest.split('<').next().unwrap()).into_owned()).collect()
}

fn others(page: &Answer) -> Vec<String> {
    names(page).split_off(1)
}

/// Where a link with this `rel` leads.
fn link(page: &Answer, rel: &str) -> Option<String> {
    let (before, after) = page.body.split_once(&format!("rel=\"{rel}\""))?;
    let tag = format!("{}{}", before.rsplit("<a").next()?, after.split('>').next()?);
    let href = tag.split_once("href=\"")?.1.split('"').next()?.to_owned();
    Some(html_escape::decode_html_entities(&href).into_owned())
}

/// How many the filter says there are: all, active, inactive, invited.
fn counts(page: &Answer) -> Vec<String> {
    let counts = page.body.split("class=\"segments-count\">").skip(1);
    counts.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

async fn found(admin: &mut Browser, text: &str) -> Vec<String> {
    let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let page = admin.get(&format!("/users?q={query}")).await;
    assert_eq!(page.status, 200, "{text:?}: {}", page.text());
    assert_eq!(names(&page)[0], "Camille Moreau", "one's own row stays on top");
    let mut found = others(&page);
    found.sort();
    found
}

on_both_engines! {
    // [S1.4] [S1.23]
    async fn ones_own_row_is_first_and_its_details_are_disabled(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "aaron@exemple.fr", "member").await;
        app.tamper("UPDATE users SET first_name = 'Aaron', last_name = 'Abel' WHERE email = 'aaron@exemple.fr'").await.unwrap();
        app.invite(&mut admin, "bruno@exemple.fr", "user").await;
        for path in ["/users", "/users?state=invited", "/users?state=inactive", "/users?q=bruno", "/users?q=nobody", "/users?state=active&q=zzz"] {
            let page = admin.get(path).await;
            assert_eq!(names(&page)[0], "Camille Moreau", "{path}");
            assert_eq!(page.body.matches(">Vous</span>").count(), 1, "{path}");
            assert_eq!(names(&page).iter().filter(|name| *name == "Camille Moreau").count(), 1, "{path}");
            let details = page.body.split("<a ").filter_map(|tag| tag.split('>').next()).filter(|tag| tag.contains("user-details"));
            let disabled: Vec<bool> = details.map(|tag| tag.contains("aria-disabled=\"true\"") && !tag.contains("href=")).collect();
            assert_eq!(disabled.iter().filter(|disabled| **disabled).count(), 1, "{path}");
            assert!(disabled[0], "{path}");
        }
        let own = app.user(ADMIN).await;
        assert!(!admin.get("/users").await.body.contains(&format!("href=\"/users/{own}\"")));
        let answer = admin.get(&format!("/users/{own}")).await;
        assert_eq!((answer.status, answer.location()), (303, "/me"), "one's own details are there");
    }

    // [S1.4] [S5.2]
    async fn name_address_role_and_state_of_everybody_are_there(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        app.invite(&mut admin, "bruno@exemple.fr", "user").await;
        app.colleague(&mut admin, "chloe@exemple.fr", "user").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'chloe@exemple.fr'").await.unwrap();
        let page = admin.get("/users").await;
        for said in ["Inès Benali", "ines@exemple.fr", "bruno@exemple.fr", "Administrateur", "Membre", "Utilisateur", ">Actif<", ">Inactif<", ">Invité<"] {
            assert!(page.says(said), "{said}");
        }
    }

    // [S1.14]
    async fn the_state_filter_shows_its_own_with_counts(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr", "user").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'c@exemple.fr'").await.unwrap();
        let all = admin.get("/users").await;
        assert_eq!(counts(&all), ["4", "1", "1", "2"], "all, active, inactive, invited");
        assert_eq!(others(&all), ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]);
        assert_eq!(others(&admin.get("/users?state=invited").await), ["a@exemple.fr", "b@exemple.fr"]);
        assert_eq!(others(&admin.get("/users?state=inactive").await), ["c@exemple.fr"]);
        let active = admin.get("/users?state=active").await;
        assert!(others(&active).is_empty() && active.says("Personne d’autre ici"));
        // The counts are those of the search.
        assert_eq!(counts(&admin.get("/users?q=b%40ex").await), ["1", "0", "0", "1"]);
        // What isn't a state is as if it weren't there.
        assert_eq!(names(&admin.get("/users?state=nonsense").await).len(), 4);
    }

    // [S1.15]
    async fn any_part_of_name_or_address_finds_whatever_its_case_and_accents(app: TestApp) {
        let mut admin = app.admin().await;
        let people = "Céline Martin <c.martin@exemple.fr>, Łukasz Żółć <zolc@exemple.pl>, Renée Groß <rg@exemple.de>, \
                      \"Ce\u{301}line Décomposée\" <cd@exemple.fr>, paul@bücher.example";
        app.send_invitations(&mut admin, people, "user").await;
        for text in ["celine", "Céline", "CÉLINE", "Ce\u{301}line", "éLiN", "  céline  "] {
            assert_eq!(found(&mut admin, text).await, ["Ce\u{301}line Décomposée", "Céline Martin"], "{text:?}");
        }
        for text in ["łuk", "luk", "ŁUK", "ŻÓŁĆ", "zolc", "lukasz zolc", "zolc@exemple"] {
            assert_eq!(found(&mut admin, text).await, ["Łukasz Żółć"], "{text:?}");
        }
        for text in ["groß", "gross", "GROSS"] {
            assert_eq!(found(&mut admin, text).await, ["Renée Groß"], "{text:?}");
        }
        for text in ["céline m", "c.martin", ".MARTIN@"] {
            assert_eq!(found(&mut admin, text).await, ["Céline Martin"], "{text:?}");
        }
        for text in ["bücher", "BUCHER"] {
            assert_eq!(found(&mut admin, text).await, ["paul@bücher.example"], "{text:?}");
        }
        for text in ["ł", "ŻÓ", "zo"] {
            assert!(found(&mut admin, text).await.contains(&"Łukasz Żółć".to_owned()), "{text:?}");
        }
        assert_eq!(found(&mut admin, "zz").await, [""; 0]);
        assert_eq!(found(&mut admin, "nobody has this").await, [""; 0]);
    }

    // [S1.15]
    async fn signs_that_mean_something_to_databases_are_only_signs(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a_b@exemple.fr axb@exemple.fr o'neil@exemple.fr", "user").await;
        app.tamper("UPDATE users SET last_name = '100% \\ \"x\"', search = '100% \\ \"x\" axb@exemple.fr' WHERE email = 'axb@exemple.fr'").await.unwrap();
        assert_eq!(found(&mut admin, "a_b").await, ["a_b@exemple.fr"]);
        assert_eq!(found(&mut admin, "a_").await, ["a_b@exemple.fr"]);
        assert_eq!(found(&mut admin, "_").await, ["a_b@exemple.fr"]);
        assert_eq!(found(&mut admin, "o'n").await, ["o'neil@exemple.fr"]);
        for text in ["%", "0%", "100%", "\\", "% \\", "\"", "\"x", "\"x\"", "\\ \"x\""] {
            assert_eq!(found(&mut admin, text).await, ["100% \\ \"x\""], "{text:?}");
        }
        for text in ["%_", "\\%", "___", "%%%", "\"\"", "\"\"\"", "' OR 1=1 --", "x* OR y", "NEAR(a b)", "^a", "search:a"] {
            assert_eq!(found(&mut admin, text).await, [""; 0], "{text:?}");
        }
        // Nothing of these can be in a name: they are as if they weren't typed.
        for text in ["\0", "a\0_b", "a_\u{1}b", "a_b\0"] {
            assert!(found(&mut admin, text).await.contains(&"a_b@exemple.fr".to_owned()), "{text:?}");
        }
        found(&mut admin, &"é".repeat(300)).await;
        found(&mut admin, "\u{202e}\u{200b}👩\u{200d}🚀").await;
    }

    // [S1.4]
    async fn fifty_a_page_forward_and_back_visit_everybody_once(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..130).map(|n| format!("Prénom Nom{:03} <p{n}@exemple.fr>", (n * 37) % 100)).collect();
        app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        for filter in ["/users", "/users?state=invited", "/users?q=nom", "/users?state=invited&q=p"] {
            let mut pages = vec![admin.get(filter).await];
            while let Some(next) = link(pages.last().unwrap(), "next") {
                pages.push(admin.get(&next).await);
            }
            let sizes: Vec<usize> = pages.iter().map(|page| others(page).len()).collect();
            assert_eq!(sizes, [50, 50, 30], "{filter}");
            let listed: Vec<String> = pages.iter().flat_map(others).collect();
            assert!(listed.is_sorted(), "in the order of names");
            let addresses: Vec<String> = pages
                .iter()
                .flat_map(|page| page.body.split("class=\"user-address\">").skip(2).map(|rest| rest.split('<').next().unwrap().to_owned()).collect::<Vec<_>>())
                .collect();
            assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), 130, "everybody");
            assert_eq!(addresses.len(), 130, "once");

            assert_eq!(link(&pages[0], "prev"), None);
            let mut back = vec![];
            let mut previous = link(&pages[2], "prev");
            while let Some(path) = previous {
                let page = admin.get(&path).await;
                back.insert(0, others(&page));
                previous = link(&page, "prev");
            }
            assert_eq!(back, [others(&pages[0]), others(&pages[1])], "{filter}");
        }
    }

    async fn a_cursor_that_does_not_exist_leads_to_the_start(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        let nobody = "01920000-0000-7000-8000-000000000001";
        for cursor in [nobody, "nonsense", "", "%00", "%FF"] {
            for way in ["after", "before"] {
                let page = admin.get(&format!("/users?{way}={cursor}")).await;
                assert_eq!(page.status, 200);
                assert_eq!(others(&page), ["a@exemple.fr", "b@exemple.fr"], "{way}={cursor}");
                assert_eq!((link(&page, "prev"), link(&page, "next")), (None, None));
            }
        }
    }

    async fn nothing_of_another_account_is_ever_seen(app: TestApp) {
        let mut first = app.admin().await;
        app.send_invitations(&mut first, "Anna Secret <anna@exemple.fr>", "user").await;
        let mut second = app.account("Autre maison", "david@autre.example").await;
        app.send_invitations(&mut second, "zoe@autre.example", "user").await;
        let anna = app.user("anna@exemple.fr").await;
        for path in [
            "/users".to_owned(),
            "/users?q=anna".to_owned(),
            "/users?q=an".to_owned(),
            "/users?q=exemple.fr".to_owned(),
            "/users?state=invited".to_owned(),
            format!("/users?after={anna}"),
            format!("/users?before={anna}"),
        ] {
            let page = second.get(&path).await;
            assert_eq!(page.status, 200);
            assert!(!page.says("anna@") && !page.says("Secret") && !page.says("rivoli.example"), "{path}");
        }
        assert!(second.get("/users?q=anna").await.says(">0 utilisateur<"));
        // Not even where in the alphabet somebody of theirs stands.
        let whole = others(&second.get("/users").await);
        for way in ["after", "before"] {
            assert_eq!(others(&second.get(&format!("/users?{way}={anna}")).await), whole, "{way}");
        }
        assert_eq!(second.get(&format!("/users/{anna}")).await.status, 404);
        let listed = second.call("list-users", &json!({ "query": format!("q=anna&after={anna}") })).await;
        assert_eq!(listed.status, 200);
        assert!(!listed.says("anna@") && !listed.says("Secret") && listed.says("0 utilisateur"));
    }

    // [S1.14] [S1.15]
    async fn the_server_function_gives_the_same(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..60).map(|n| format!("p{n:02}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        let last = app.user("p49@exemple.fr").await;
        for query in [String::new(), "state=active".to_owned(), "q=P0".to_owned(), "q=P0&state=invited".to_owned(), format!("after={last}"), "state=x&after=x".to_owned()] {
            let page = admin.get(&format!("/users?{query}")).await;
            let mut renewed = admin.call("list-users", &json!({ "query": query })).await;
            assert_eq!(renewed.status, 200);
            renewed.body = renewed.json().as_str().unwrap().replace("<wbr>", "");
            assert_eq!(names(&renewed), names(&page), "{query}");
            assert_eq!(counts(&renewed), counts(&page), "{query}");
            for rel in ["prev", "next"] {
                assert_eq!(link(&renewed, rel), link(&page, rel), "{query}");
            }
        }
    }

    // [S1.4] [S2.15]
    async fn how_an_invitation_stands_is_said_in_words(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "bruno@exemple.fr", "user").await;
        for (change, said) in [
            ("state = 'queued'", "en attente d’envoi"),
            ("state = 'queued', attempts = 1, answer = '451 come back later'", "nouvel essai prévu : « 451 come back later »"),
            ("state = 'sending', leased_until = created_at", "envoi en cours"),
            ("state = 'refused', leased_until = NULL, answer = '550 no such user'", "refusé : « 550 no such user »"),
            ("state = 'refused', answer = '550 <script>alert(1)</script>'", "refusé : « 550 <script>alert(1)</script> »"),
            ("state = 'queued', attempts = 3, answer = 'late-recipient'", "nouvel essai prévu : le serveur d’envoi n’a pas répondu à temps (destinataire)"),
            ("state = 'sent', sent_at = created_at, answer = 'mailbox'", "gardé dans la messagerie intégrée"),
            ("state = 'sent', answer = '250 ok'", "envoyé aujourd’hui, expire dans 7 jours"),
        ] {
            app.tamper(&format!("UPDATE messages SET {change}")).await.unwrap();
            let page = admin.get("/users").await;
            assert!(page.says(said), "{said}");
            assert!(page.says(", expire le "), "to the minute, for whoever has no pointer: {}", page.text());
            assert!(!page.body.contains("<script>alert"), "a server's words are text");
        }
        for (days, said) in [(1, "envoyé hier, expire dans 6 jours"), (5, "envoyé il y a 6 jours, expire demain"), (1, "expirée aujourd’hui"), (1, "expirée hier"), (3, "expirée il y a 4 jours")] {
            app.advance(Duration::from_hours(days * 24));
            admin.sign_in(ADMIN, PASSWORD).await;
            let page = admin.get("/users").await;
            assert!(page.says(said), "{said}: {}", page.text());
        }
    }

    // [S1.4] [S2.17]
    async fn why_somebody_is_inactive_is_said(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "chloe@exemple.fr", "user").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'chloe@exemple.fr'").await.unwrap();
        assert!(admin.get("/users").await.says("désactivé"));
        for (reason, said) in [("revoked", "invitation révoquée"), ("never-activated", "jamais activé"), ("ended", "accès terminé")] {
            app.tamper(&format!("UPDATE users SET reason = '{reason}' WHERE state = 'inactive'")).await.unwrap();
            assert!(admin.get("/users").await.says(said), "{said}");
        }
    }

    // [S1.16]
    async fn the_details_page_shows_the_same_person(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        app.invite(&mut admin, "bruno@exemple.fr", "user").await;
        let details = admin.get(&format!("/users/{}", app.user("ines@exemple.fr").await)).await;
        assert_eq!(details.status, 200);
        for said in ["Inès Benali", "ines@exemple.fr", "Membre", "Actif", "22 novembre 2026"] {
            assert!(details.says(said), "{said}");
        }
        let details = admin.get(&format!("/users/{}", app.user("bruno@exemple.fr").await)).await;
        for said in ["bruno@exemple.fr", "Invité", "en attente d’envoi"] {
            assert!(details.says(said), "{said}: {}", details.text());
        }
        for id in ["01920000-0000-7000-8000-000000000001", "nonsense", "%00", "'"] {
            assert_eq!(admin.get(&format!("/users/{id}")).await.status, 404, "{id}");
        }
    }

    // [S2.8] [S5.6]
    async fn a_role_without_the_right_sees_neither_list_nor_details(app: TestApp) {
        let mut admin = app.admin().await;
        let mut user = app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        let own = app.user("ines@exemple.fr").await;
        let page = user.get("/users").await;
        assert_eq!(page.status, 403);
        assert!(page.says("Il vous faut plus de droits sur «\u{202f}Utilisateurs\u{202f}»") && !page.says("camille@"));
        assert_eq!(user.get(&format!("/users/{}", app.user(ADMIN).await)).await.status, 403);
        assert_eq!(user.get(&format!("/users/{own}")).await.location(), "/me", "oneself is nobody's secret");
        assert!(!user.get("/").await.body.contains("href=\"/users\""), "and the interface doesn't offer it");
        let query = json!({ "query": "" });
        assert_eq!(user.call("list-users", &query).await.body, "\"NotAllowed\"");

        let mut member = app.colleague(&mut admin, "marc@exemple.fr", "member").await;
        let page = member.get("/users").await;
        assert_eq!((page.status, names(&page)[0].as_str()), (200, "Inès Benali"), "Members see the list, themselves on top");
        assert!(page.body.contains("href=\"/users/invite\" data-locked"), "shut, and it says so");
    }

    async fn a_change_of_role_or_state_counts_at_the_next_request_of_every_browser(app: TestApp) {
        let mut admin = app.admin().await;
        let mut phone = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        let mut desk = app.visitor();
        desk.sign_in("ines@exemple.fr", PASSWORD).await;
        let reader = app.custom_role("Lecture", Levels::default().with(Area::Users, Level::Guest)).await;
        for (role, status) in [(app.role("user").await, 403), (reader, 200), (app.role("user").await, 403), (app.role("administrator").await, 200)] {
            app.give_role("ines@exemple.fr", &role).await;
            assert_eq!((phone.get("/users").await.status, desk.get("/users").await.status), (status, status));
        }
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'ines@exemple.fr'").await.unwrap();
        for browser in [&mut phone, &mut desk] {
            assert_eq!(browser.get("/users").await.location(), "/sign-in?next=%2Fusers");
            let query = json!({ "query": "" });
            assert_eq!(browser.call("list-users", &query).await.body, "\"SignedOut\"");
        }
    }

    // [S1.10]
    async fn who_joins_moves_from_invited_to_active_under_the_new_name(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, "zora@exemple.fr", "user").await;
        assert_eq!(others(&admin.get("/users?state=invited").await), ["zora@exemple.fr"]);
        app.visitor().post(&path, &JOIN).await;
        assert!(others(&admin.get("/users?state=invited").await).is_empty());
        assert_eq!(others(&admin.get("/users?state=active").await), ["Inès Benali"]);
        assert_eq!(found(&mut admin, "ines ben").await, ["Inès Benali"]);
        assert_eq!(found(&mut admin, "zora@").await, ["Inès Benali"]);
    }
}
