//! The command line.

use clap::{Parser, Subcommand};
use parvis::{
    domain::address::EmailAddress,
    server::{config::Config, serve, telemetry},
};
use std::{error::Error, process::ExitCode};

/// A page is put together from thousands of small strings, and a statement of SQLite from hundreds of small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The self-hosted forecourt of an organisation's applications.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages and sends the mails.
    Serve(Box<Config>),
    /// Prints a new set-up link, as long as none was used.
    SetupLink(Box<Config>),
    /// Makes somebody administrator who has joined before, where all administrators are locked out.
    MakeAdministrator {
        /// The person's sign-in address.
        address: EmailAddress,
        #[command(flatten)]
        config: Box<Config>,
    },
    /// Fills an instance that has no account yet with made-up people.
    Demo {
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        users: usize,
        /// The same seed makes the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[command(flatten)]
        config: Box<Config>,
    },
    /// Sets how many users an account may have, pending invitations included.
    Seats {
        /// The address of the account's holder.
        holder: EmailAddress,
        /// The number; without it, there is no limit.
        seats: Option<u32>,
        #[command(flatten)]
        config: Box<Config>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start();
    let done = match cli.command {
        Command::Serve(config) => serve::serve(*config).await,
        Command::Demo { users, seed, config } => serve::demo(*config, users, seed).await,
        Command::SetupLink(config) => serve::print_setup_link(*config).await,
        Command::MakeAdministrator { address, config } => serve::make_administrator(*config, &address).await,
        Command::Seats { holder, seats, config } => serve::set_seats(*config, &holder, seats).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            let mut cause: &dyn Error = &error;
            while let Some(deeper) = cause.source() {
                cause = deeper;
            }
            if !error.to_string().contains(&cause.to_string()) {
                eprintln!("The cause: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}
