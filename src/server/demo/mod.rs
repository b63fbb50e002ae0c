//! An instance full of made-up people, for trying Parvis at its size: the same ones for the same seed.

mod names;
mod past;
mod people;

use super::{
    app::App,
    context::Visit,
    operations::{
        Error,
        create_account::{Entitlement, Form, create_account},
        services::samples,
        setup_link,
    },
    random::Random,
    store::{
        Conn, Db, accounts, demo, departments, roles, service_areas,
        services::{self, Service, Settings},
    },
};
use crate::domain::{
    id::{DepartmentId, ServiceAreaId, ServiceId},
    language::Language,
    password::TypedPassword,
    text::{DepartmentName, ServiceName},
};
use past::Past;
use people::People;
use std::net::{IpAddr, Ipv4Addr};

/// Who can sign in afterwards; everybody who is active has the same password.
pub const HOLDER: &str = "camille.moreau@demo.example";
pub const PASSWORD: &str = "trois girafes nagent la nuit";
/// The account's.
const LANGUAGE: Language = Language::Fr;
/// People in one transaction.
pub const CHUNK: usize = 10_000;

/// How far the filling is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many people are there.
    People(usize),
    /// All are there, and what finds them is being made.
    Indexes,
}

/// Fills an instance that has no account yet; whether it had none. `tell` hears how far it is.
///
/// # Errors
/// The database's.
pub async fn fill(app: &App, users: usize, seed: u64, tell: impl Fn(Progress)) -> Result<bool, Error> {
    if accounts::any(&mut app.db.read().await?.conn()).await? {
        return Ok(false);
    }
    let Some((link, _)) = setup_link::create(app).await? else { return Ok(false) };
    let token = setup_link::check(app, link.rsplit('/').next().unwrap_or_default()).await?;
    let form = Form {
        account_name: "Maison Rivoli".to_owned(),
        language: LANGUAGE.code().to_owned(),
        first_name: "Camille".to_owned(),
        last_name: "Moreau".to_owned(),
        email: HOLDER.to_owned(),
        password: TypedPassword::new(PASSWORD.to_owned()),
    };
    let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), agent: String::new() };
    create_account(app, &visit, Entitlement::SetupLink(token), None, form).await?;

    let random = Random::from_seed(seed);
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let (account, holder, hash) = demo::holder(&mut tx.conn()).await?;
    let roles = roles::list(&mut tx.conn(), account).await?.into_iter().map(|role| role.id).collect();
    let mut places = Vec::new();
    for name in names::DEPARTMENTS {
        let id = DepartmentId(random.id(now));
        if let Ok(name) = DepartmentName::parse(name)
            && departments::insert(&mut tx.conn(), account, id, &name, now).await?
        {
            places.push(id);
        }
    }
    let mut applications = Vec::new();
    for sample in samples(LANGUAGE) {
        let id = ServiceId(random.id(now));
        let Ok(name) = ServiceName::parse(&sample.name) else { continue };
        if services::insert(&mut tx.conn(), account, id, &name, &sample.url, now).await? {
            let service = Service { id, name: name.as_str().to_owned(), url: sample.url, picture: None };
            let settings = Settings { service, for_all: sample.for_all, caps_admins: sample.caps_admins, version: 0 };
            services::update(&mut tx.conn(), account, &settings).await?;
            let areas = sample.areas.into_iter().map(|area| (ServiceAreaId(random.id(now)), area.name));
            service_areas::write(&mut tx.conn(), account, id, &areas.collect::<Vec<_>>()).await?;
            // What everybody has is assigned to nobody in particular.
            if !sample.for_all {
                applications.push(id);
            }
        }
    }
    let laid = demo::lay_aside(&mut tx.conn()).await?;
    tx.commit_bookkeeping().await?;

    let mut people = People { random: &random, key: &app.key, now, roles, departments: places, services: applications };
    let (mut past, signs) = (Past::until(now, &app.zone), Random::from_seed(seed));
    let mut made = 0;
    while made < users {
        let many = CHUNK.min(users - made);
        let somebody: Vec<_> = (made..made + many).map(|number| people.next(number)).collect();
        let mut tx = app.db.begin().await?;
        demo::insert(&mut tx, account, holder, &hash, &somebody).await?;
        if made == 0 {
            let sign_ins = past::sign_ins(&somebody, &signs, now);
            demo::insert_sign_ins(&mut tx.conn(), account, &sign_ins).await?;
        }
        for person in &somebody {
            past.add(person);
        }
        tx.commit_bookkeeping().await?;
        made += many;
        tell(Progress::People(made));
    }
    tell(Progress::Indexes);
    let mut tx = app.db.begin().await?;
    demo::lay_back(&mut tx.conn(), laid).await?;
    demo::insert_days(&mut tx.conn(), account, &past.days(&app.zone)).await?;
    tx.commit_bookkeeping().await?;
    // Outside of a transaction, as PostgreSQL wants it.
    match &app.db {
        Db::Sqlite { writer, .. } => demo::analyze(&mut Conn::Sqlite(&mut *writer.acquire().await?)).await?,
        Db::Postgres(pool) => demo::analyze(&mut Conn::Postgres(&mut *pool.acquire().await?)).await?,
    }
    Ok(true)
}
