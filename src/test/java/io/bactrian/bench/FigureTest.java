package io.bactrian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Figure MEASURED =
            Figure.of("full sync", 100_000, "in_sync", 1_022, new Measured(5, 3.004, 2.5), 170);

    @Test
    void aFigureBesideItsFloorTellsHowManyTimesTheFloorItTook() {
        Figure figure = MEASURED.beside(new Measured(4, 1.5, 2.5));

        assertThat(figure.floorCpuSeconds()).isEqualTo(4);
        assertThat(figure.ratio()).isEqualTo(1.38);
    }

    @Test
    void aRowTellsTheFigureAndLeavesOpenWhatWasNotMeasured() {
        String row = MEASURED.row();

        assertThat(row)
                .isEqualTo("| full sync | 100,000 | 5.00 | 20,000 | 1,022 | 5.50 (3.00 + 2.50) |  |  | 170 MB |");
    }

    @Test
    void aFigureIsReadBackFromItsLine() throws Exception {
        ObjectMapper json = new ObjectMapper();

        Figure read = json.readValue(json.writeValueAsString(MEASURED), Figure.class);

        assertThat(read).isEqualTo(MEASURED);
    }
}
