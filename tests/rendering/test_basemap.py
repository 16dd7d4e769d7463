from geo.rendering.basemap import load_basemap
from geo.settings import Settings


def test_quarters_of_a_city_are_no_towns_to_find_ones_way_by() -> None:
    names = {town.name for town in load_basemap(Settings().data_dir).towns}
    assert {"Kremenchuk", "Siverskodonetsk", "Lysychansk", "Rubizhne", "Sumy"} <= names
    assert not {"Avtozavodskyi", "Kriukiv", "Sotsmisto"} & names
