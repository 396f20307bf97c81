"""infra/reproduce-zips leaves nothing of the time of a build in a zip, and all of its program."""

import pathlib
import tempfile
import unittest
import zipfile

from programs import load

PROGRAM = bytes(range(256)) * 1000

reproduce_zips = load("reproduce-zips")


class Rewriting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def rewritten(self, name, year, compression):
        path = self.folder / name
        with zipfile.ZipFile(path, "w") as archive:
            entry = zipfile.ZipInfo("bootstrap", (year, 1, 1, 0, 0, 0))
            archive.writestr(entry, PROGRAM, compression)
        reproduce_zips.rewrite(path)
        return path

    def test_builds_at_two_times_give_the_same_bytes(self):
        first = self.rewritten("first.zip", 2020, zipfile.ZIP_DEFLATED)
        second = self.rewritten("second.zip", 2021, zipfile.ZIP_STORED)
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_the_program_is_whole_and_may_be_run(self):
        path = self.rewritten("bootstrap.zip", 2020, zipfile.ZIP_DEFLATED)
        with zipfile.ZipFile(path) as archive:
            self.assertEqual(archive.namelist(), ["bootstrap"])
            self.assertEqual(archive.read("bootstrap"), PROGRAM)
            mode = archive.getinfo("bootstrap").external_attr >> 16
        self.assertEqual(mode, 0o100755)

    def test_nothing_else_is_left_in_the_folder(self):
        path = self.rewritten("bootstrap.zip", 2020, zipfile.ZIP_DEFLATED)
        self.assertEqual(list(self.folder.iterdir()), [path])


if __name__ == "__main__":
    unittest.main()
