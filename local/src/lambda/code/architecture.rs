//! The processor that a function is built for, and whether this machine has it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::aws::Refusal;
use crate::lambda::refusals;

/// A processor, as the API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Architecture {
    Arm64,
    #[serde(rename = "x86_64")]
    X86_64,
}

impl Architecture {
    /// The one of this machine, if Lambda has it.
    pub(crate) fn of_this_machine() -> Option<Self> {
        match std::env::consts::ARCH {
            "aarch64" => Some(Self::Arm64),
            "x86_64" => Some(Self::X86_64),
            _ => None,
        }
    }

    /// # Errors
    /// A [`Refusal`] where this machine can't run programs of this architecture.
    pub(super) fn runs_here(self) -> Result<(), Refusal> {
        let Some(here) = Self::of_this_machine() else {
            return Err(refusals::invalid(
                "This machine can't run Lambda functions.",
            ));
        };
        if self == here {
            return Ok(());
        }
        let (this, here) = (self.name(), here.name());
        Err(refusals::invalid(format!(
            "This machine can't run functions for {this}: build them for {here} and set \
             `-var architecture={here}`."
        )))
    }

    /// # Errors
    /// A [`Refusal`] where `program` is a program for something else, or none at all.
    pub(super) fn fits(self, program: &Path) -> Result<(), Refusal> {
        let mut head = Vec::new();
        let read = File::open(program).and_then(|file| file.take(20).read_to_end(&mut head));
        if read.is_err() {
            return Err(refusals::invalid("The zip's bootstrap can't be read."));
        }
        if head.starts_with(b"#!") {
            return Ok(());
        }
        // Source: System V ABI, "ELF Header": the machine is at byte 18, in the order that
        // byte 5 names, which is little-endian for both of Lambda's.
        let machine = match *head.as_slice() {
            [0x7f, b'E', b'L', b'F', _, 1, .., low, high] if head.len() == 20 => {
                u16::from_le_bytes([low, high])
            }
            _ => {
                return Err(refusals::invalid(
                    "The zip's bootstrap is neither an executable for Linux nor a script with \
                     its interpreter in the first line.",
                ));
            }
        };
        if machine == self.elf_machine() {
            return Ok(());
        }
        Err(refusals::invalid(format!(
            "The zip's bootstrap was built for another processor than the function's {}.",
            self.name()
        )))
    }

    /// As the API and Terraform's provider name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }

    /// `e_machine` of an executable.
    fn elf_machine(self) -> u16 {
        match self {
            Self::Arm64 => 183,
            Self::X86_64 => 62,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn one_architecture_runs_here_and_the_other_is_refused_with_what_to_set() {
        let here = Architecture::of_this_machine().unwrap();
        let other = match here {
            Architecture::Arm64 => Architecture::X86_64,
            Architecture::X86_64 => Architecture::Arm64,
        };
        assert_eq!(here.runs_here(), Ok(()));
        let (this, here) = (other.name(), here.name());
        let expected = format!(
            "This machine can't run functions for {this}: build them for {here} and set \
             `-var architecture={here}`."
        );
        assert_eq!(other.runs_here(), Err(refusals::invalid(expected)));
    }

    #[test]
    fn a_program_says_itself_what_it_was_built_for() {
        let elf = |order: u8, machine: [u8; 2]| {
            let mut head = b"\x7fELF\x02".to_vec();
            head.push(order);
            head.resize(18, 0);
            head.extend(machine);
            head
        };
        let other = Some("was built for another processor than the function's x86_64.");
        let none = Some("is neither an executable for Linux nor a script");
        for (program, refusal) in [
            (elf(1, [62, 0]), None),
            (b"#!/bin/sh\n".to_vec(), None),
            (elf(1, [183, 0]), other),
            (elf(1, [3, 0]), other),
            (elf(2, [0, 62]), none),
            (elf(1, [62, 0])[..19].to_vec(), none),
            (b"MZ".to_vec(), none),
            (Vec::new(), none),
        ] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(&program).unwrap();
            let fits = Architecture::X86_64.fits(file.path());
            match (fits, refusal) {
                (Ok(()), None) => {}
                (Err(found), Some(expected)) => {
                    assert!(found.message.contains(expected), "{}", found.message);
                }
                (found, expected) => panic!("{program:?}: {found:?}, {expected:?}"),
            }
        }
    }
}
