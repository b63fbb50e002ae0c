//! Runs Parvis: the web server, the outbox, the jobs, the housekeeping.

use super::{
    app::{App, Base, StartError, make_folder},
    clock::Clock,
    config::Config,
    demo::{self, Progress},
    housekeeping,
    http::{self, connections},
    jobs, mail,
    operations::{Error, make_administrator, set_seats, setup_link},
    random::Random,
    store::Db,
};
use crate::domain::{address::EmailAddress, verb::Refusal};
use std::{
    fs::{File, TryLockError},
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;

/// Why serving ended; a sentence for the console.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("Parvis is running on {0} already. Stop it first.")]
    Running(String),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("{0} can't be listened on: {1}.")]
    Listen(SocketAddr, std::io::Error),
    #[error("The database refused: {0}.")]
    Setup(#[from] Error),
    #[error("Nobody with the address {0} holds an account.")]
    NoHolder(String),
    #[error("Nobody has the address {0}.")]
    Nobody(String),
    #[error("{0} has no password yet, or was deleted: nobody could sign in. Name somebody who has joined.")]
    NoWayIn(String),
}

fn open(config: &Config) -> impl Future<Output = Result<Base, StartError>> {
    let clock = config.clock_offset_file.clone().map_or(Clock::System, |file| {
        tracing::warn!("the clock is moved by a file: for tests alone");
        Clock::Moved(file)
    });
    Base::open(config.clone(), clock, Random::from_system())
}

/// Has the data folder of an SQLite database for oneself, until the file is dropped: its pages are told of changes by this
/// process alone, and its schema is this one's.
///
/// # Errors
/// [`ServeError::Running`] where another process has it.
fn hold(config: &Config) -> Result<Option<File>, ServeError> {
    if config.database_url.is_some() {
        return Ok(None);
    }
    let folder = &config.data;
    make_folder(folder)?;
    let file = File::create(folder.join("lock")).map_err(|e| StartError::Data(folder.display().to_string(), e))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(ServeError::Running(folder.display().to_string())),
        // Not each file system has locks.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "serve.hold");
            Ok(None)
        }
    }
}

/// Serves until the process is told to stop.
///
/// # Errors
/// [`ServeError`] where it can't begin, or the listener fails.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    let _held = hold(&config)?;
    let app = App::on(open(&config).await?).await?;
    let listener =
        tokio::net::TcpListener::bind(config.listen).await.map_err(|e| ServeError::Listen(config.listen, e))?;
    println!("Parvis answers at {}", config.public_url.as_str().trim_end_matches('/'));
    if let Some((link, is_first)) = setup_link::create(&app).await? {
        let of_whom = if is_first {
            "Nobody has an account here yet. Create yours with this link, which works once"
        } else {
            "Nobody runs this Parvis yet. Create the account of those who do with this link, which works once"
        };
        println!("\n{of_whom}:\n\n  {link}\n");
    }
    let stop = CancellationToken::new();
    let outbox = tokio::spawn(mail::run(app.clone(), stop.clone().cancelled_owned()));
    let worker = tokio::spawn(jobs::run(app.clone(), stop.clone()));
    tokio::spawn(housekeeping::run(app.clone()));
    if let Db::Postgres(pool) = &app.db {
        tokio::spawn(app.events.clone().listen(pool.clone()));
    }
    let told = stop.clone();
    let server = connections::serve(listener, http::router(app.clone()), connections::Limits::SERVED, async move {
        told_to_stop().await;
        told.cancel();
    });
    let open_streams = {
        let stop = stop.clone();
        async move {
            stop.cancelled().await;
            // Open lists would hold the server up for as long as their pages are open.
            tokio::time::sleep(Duration::from_secs(3)).await;
        }
    };
    tokio::select! {
        () = server => {}
        () = open_streams => {}
    }
    stop.cancel();
    if outbox.await.is_err() {
        tracing::error!("outbox.run: stopped by a fault");
    }
    if worker.await.is_err() {
        tracing::error!("jobs.run: stopped by a fault");
    }
    app.later.close();
    app.later.wait().await;
    app.db.close().await;
    Ok(())
}

/// Fills an instance that has no account yet with made-up people, and prints who can sign in.
///
/// # Errors
/// [`ServeError`] where the database can't be opened or fails, or is too busy for so many.
pub async fn demo(config: Config, users: usize, seed: u64) -> Result<(), ServeError> {
    // A server would wait for the indexes that many people are made without.
    let _held = if users > demo::CHUNK { hold(&config)? } else { None };
    let app = App::on(open(&config).await?).await?;
    let began = Instant::now();
    let filled = demo::fill(&app, users, seed, |progress| match progress {
        Progress::People(made) => println!("{made} of {users} people, after {} s", began.elapsed().as_secs()),
        Progress::Indexes => println!("Making the indexes, which takes about as long."),
    })
    .await;
    app.db.close().await;
    if filled? {
        let link = config.link("/sign-in");
        println!(
            "{users} people are there. Sign in at {link} as {} with the password: {}",
            demo::HOLDER,
            demo::PASSWORD
        );
    } else {
        println!("There is an account already: nothing was changed.");
    }
    Ok(())
}

/// Prints a new set-up link, as long as none was used.
///
/// # Errors
/// [`ServeError`] where the database can't be opened.
pub async fn print_setup_link(config: Config) -> Result<(), ServeError> {
    let base = open(&config).await?;
    match setup_link::create(&base).await? {
        Some((link, _)) => println!("{link}"),
        None => println!("The set-up link was used already: sign in at {}", config.link("/sign-in")),
    }
    base.db.close().await;
    Ok(())
}

/// Sets how many users the account of a holder may have.
///
/// # Errors
/// [`ServeError`] where the database can't be opened, or nobody with this address holds an account.
pub async fn set_seats(config: Config, holder: &EmailAddress, seats: Option<u32>) -> Result<(), ServeError> {
    let base = open(&config).await?;
    let set = set_seats::set_seats(&base, holder, seats).await;
    base.db.close().await;
    set.map_err(|error| match error {
        Error::NotFound => ServeError::NoHolder(holder.to_string()),
        error => ServeError::Setup(error),
    })?;
    match seats {
        Some(seats) => println!("The account of {holder} has {seats} seats."),
        None => println!("The account of {holder} has no limit of seats."),
    }
    Ok(())
}

/// Makes the person with this address an administrator who can sign in.
///
/// # Errors
/// [`ServeError`] where the database can't be opened, nobody has the address, or nobody could sign in with it.
pub async fn make_administrator(config: Config, address: &EmailAddress) -> Result<(), ServeError> {
    let base = open(&config).await?;
    let made = make_administrator::make_administrator(&base, address).await;
    base.db.close().await;
    match made {
        Ok(()) => println!("{address} is an administrator now."),
        Err(Error::Refused(Refusal::Unchanged)) => println!("{address} is an administrator already."),
        Err(Error::Refused(_)) => return Err(ServeError::NoWayIn(address.to_string())),
        Err(Error::NotFound) => return Err(ServeError::Nobody(address.to_string())),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
