from mmfinance.shipped import fonts_directory, shipped_directory


def test_the_data_that_travels_along_is_found() -> None:
    assert any(shipped_directory("programs").rglob("*.yaml"))
    assert any(shipped_directory("templates").rglob("*.html"))
    assert any(fonts_directory().glob("*.ttf"))
